import { startMonitor } from '@ceasefire/monitor-process';
import { expectStatus, type KeptAlive, keptAlive } from './kept-alive.ts';
import type { Section } from './report.ts';
import { quantile, spread, withSpread } from './spread.ts';

/**
 * Milliseconds of each request that `connections` connections make, one after another on each.
 * @throws Error when an answer is not 200, or differs from the first on its connection
 */
async function latencies(url: string, connections: number, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  const askOn = async (client: KeptAlive): Promise<void> => {
    let expected: Buffer | undefined;
    while (performance.now() < until) {
      const answer = await client.get('state');
      expectStatus(answer, 200);
      expected ??= Buffer.from(answer.body);
      if (!expected.equals(answer.body)) throw new Error('Two answers to one question differ.');
      times.push(answer.ms);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: connections }, () => askOn(keptAlive(url))));
  return times;
}

/** `GET /api/v1/state` of the seeded product under a closed loop of 16 connections. */
export async function benchState(runs: number, seconds: number): Promise<Section> {
  const connections = 16;
  const monitor = await startMonitor({ databaseUrl: 'embedded' });
  const measured: number[][] = [];
  try {
    const { url } = monitor;
    await latencies(url, connections, 1);
    for (let run = 0; run < runs; run++) {
      measured.push(await latencies(url, connections, seconds));
    }
  } finally {
    await monitor.stop();
  }
  const p99 = spread(measured.map((times) => quantile(times, 0.99)));
  const row = (what: string, values: number[]) => ({
    what,
    figure: withSpread(spread(values)),
    bound: '–',
  });
  return {
    title: 'GET /api/v1/state with the seed',
    how:
      `${String(connections)} connections in a closed loop from another process on the same machine, ` +
      `${String(runs)} runs of ${String(seconds)} s. Every body was compared.`,
    rows: [
      row(
        'p50, ms',
        measured.map((times) => quantile(times, 0.5)),
      ),
      { what: 'p99, ms', figure: withSpread(p99), bound: '5', reached: p99.median <= 5 },
      row(
        'requests/s',
        measured.map((times) => times.length / seconds),
      ),
    ],
  };
}
