import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../config.ts';
import { development } from '../testing/commanding.ts';
import { startApp, type StartedApp, withoutReports } from '../testing/started-app.ts';

let started: StartedApp;
beforeAll(async () => {
  started = await startApp(withoutReports());
  for (const id of ['a', 'b', 'c'])
    await started.post('developments', { ...development({ id }), actors: [] });
}, 60_000);
afterAll(() => started.close());

const scrape = async (): Promise<string> =>
  (await started.app.inject({ method: 'GET', url: '/metrics' })).payload;

/** The value of a sample, by its name with labels as it is printed. */
async function valueOf(sample: string): Promise<number> {
  const line = (await scrape()).split('\n').find((one) => one.startsWith(`${sample} `));
  if (line === undefined) throw new Error(`${sample} is not there`);
  return Number(line.split(' ').at(-1));
}

describe('what Prometheus is told', () => {
  it('counts appends, their batches and what the node has seen', async () => {
    expect(await valueOf('log_append_batch_events_sum')).toBe(3);
    expect(await valueOf('log_append_batch_duration_seconds_count')).toBe(3);
    expect(await valueOf('log_append_batch_failures_total')).toBe(0);
    expect(await valueOf('log_append_queue_commands')).toBe(0);
    expect(await valueOf('log_events_total')).toBe(3);
    expect(await valueOf('log_position')).toBe(3);
    expect(await valueOf('log_tail_lag')).toBe(0);
  });

  it('says of each projection how far it is and how it does', async () => {
    for (const projection of ['boards', 'developments']) {
      const of = (name: string) => valueOf(`${name}{projection="${projection}"}`);
      expect(await of('projection_batch_events_sum')).toBe(3);
      expect(await of('projection_position')).toBe(3);
      expect(await of('projection_lag')).toBe(0);
      expect(await of('projection_stopped')).toBe(0);
      expect(await of('projection_skipped_events')).toBe(0);
    }
  });

  it('says how the doorbell, the clients and the event loop do', async () => {
    expect(await valueOf('log_doorbell_misses_total')).toBe(0);
    expect(await valueOf('live_sockets')).toBe(0);
    expect(await valueOf('live_readers')).toBe(0);
    expect(await valueOf('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('has every metric of the dashboard that docs hold', async () => {
    const text = await readFile(join(projectRoot, 'docs/grafana-dashboard.json'), 'utf8');
    const { panels } = JSON.parse(text) as { panels: { targets: { expr: string }[] }[] };
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    const names = new Set(
      expressions.flatMap((expression) => expression.match(/\b[a-z]+(_[a-z0-9]+)+\b/g)),
    );
    names.delete('histogram_quantile');
    names.delete('$__rate_interval');
    const known = new Set(
      [...(await scrape()).matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      ),
    );
    expect(names.size).toBeGreaterThan(15);
    for (const name of names) expect([...known]).toContain(name);
  });
});
