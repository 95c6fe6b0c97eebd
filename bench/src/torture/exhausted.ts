import {
  eventually,
  read,
  startMonitor,
  statement,
  write,
  type Monitor,
  type Written,
} from '@ceasefire/monitor-process';
import pg from 'pg';
import { withDatabase } from '../server.ts';
import { checkLog } from './check-log.ts';
import type { Rack, Scenario } from './scenario.ts';

const readers = 40;

/** Every connection of the node stuck behind a lock. */
export const exhaustedScenario: Scenario = {
  what: `a lock holds the log while ${String(readers)} clients read it, so that the pool is exhausted: 503 with Retry-After, the boards stay readable, all recovers`,
  run: (rack) => withDatabase((url) => exhausted(rack, url)),
};

async function exhausted(rack: Rack, databaseUrl: string): Promise<void> {
  const monitor = await startMonitor({ databaseUrl });
  const holder = new pg.Client({ connectionString: databaseUrl });
  await holder.connect();
  try {
    await holder.query('begin; lock table log.events in access exclusive mode');
    await askWhileLocked(rack, monitor);
    await holder.query('rollback');
    const acknowledged = new Map<string, number>();
    await eventually(async () => {
      const { status, body } = await post(monitor);
      return status === 201 ? acknowledged.set('exhausted', body.position) : undefined;
    });
    const { status } = await read(monitor, 'log?after=0&limit=10');
    if (status !== 200) rack.fail(`the log answered ${String(status)} after the lock was gone`);
    await checkLog(rack, databaseUrl, acknowledged);
  } finally {
    await holder.end();
    await monitor.stop();
  }
}

const post = (monitor: Monitor) =>
  write<Written>(monitor, 'developments', statement({ id: 'exhausted' }), {
    'idempotency-key': 'exhausted',
  });

async function askWhileLocked(rack: Rack, monitor: Monitor): Promise<void> {
  const started = performance.now();
  let waiting = readers;
  const answers = Promise.all(
    Array.from({ length: readers }, async () => {
      const answer = await read(monitor, 'log?after=0&limit=10');
      waiting -= 1;
      return answer;
    }),
  );
  let boards = 0;
  while (waiting > 0) {
    const { status } = await read(monitor, 'state');
    if (status !== 200) rack.fail(`the boards answered ${String(status)} meanwhile`);
    boards += 1;
    await new Promise((done) => setTimeout(done, 50));
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const wrong = [...(await answers), await post(monitor)].filter(
    ({ status, headers }) => status !== 503 || !(Number(headers.get('retry-after')) > 0),
  );
  for (const { status, text } of wrong.slice(0, 3))
    rack.fail(`while the pool was exhausted: ${String(status)} ${text.slice(0, 200)}`);
  rack.tell(
    `${String(readers)} reads and a post were told 503 within ${seconds} s; ${String(boards)} reads of the boards meanwhile`,
  );
}
