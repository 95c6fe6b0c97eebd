import { randomUUID } from 'node:crypto';
import { createPostgresLog } from '@ceasefire/event-store';
import {
  commandLine,
  eventually,
  newAdminKey,
  projectionRunners,
  read,
  startMonitor,
  statement,
  watchLive,
  write,
  type Monitor,
  type Written,
} from '@ceasefire/monitor-process';
import { withDatabase } from '../server.ts';
import { checkWatchers } from './check-watchers.ts';
import type { Rack, Scenario } from './scenario.ts';

/** An event that no rule would have let in. */
export const poisonScenario: Scenario = {
  what: 'an event that the list of developments cannot fold is put into the log past the API: that projection stops before it and says so, the boards, the writers and the sockets go on, after a restart too',
  run: (rack) => withDatabase((url) => poison(rack, url)),
};

async function poison(rack: Rack, databaseUrl: string): Promise<void> {
  const options = { databaseUrl, adminKey: newAdminKey() };
  const first = await startMonitor(options);
  const watcher = await watchLive(first);
  let position = 0;
  try {
    position = await appendPoison(databaseUrl);
    const last = await post(first, 'before-the-restart');
    await checkWatchers(rack, [watcher], last);
    await check(rack, first, { position, last });
  } finally {
    watcher.close();
    await first.stop();
  }
  const second = await startMonitor(options);
  try {
    const last = await post(second, 'after-the-restart');
    await check(rack, second, { position, last });
  } finally {
    await second.stop();
  }
  const { status, output } = await commandLine(databaseUrl, ['replay', '--projection', 'boards']);
  if (status !== 0) rack.fail(`the boards could not be rebuilt over it: ${output}`);
  rack.tell(`position ${String(position)} was put in; 20 posts after it, a restart, a rebuild`);
}

/** Places are a list; the boards do not look at those of a statement, the list of developments does. */
async function appendPoison(connectionString: string): Promise<number> {
  const log = createPostgresLog({ connectionString });
  const data = { ...statement({ places: 7 }), id: 'poison' };
  const events = [{ id: randomUUID(), type: 'StatementMade', data }];
  const { lastPosition } = await log
    .append({
      writes: [{ stream: 'development-poison', expected: 0, events }],
      meta: { recordedBy: 'torture', correlationId: 'torture' },
    })
    .finally(() => log.close());
  return lastPosition;
}

async function post(monitor: Monitor, prefix: string): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      write<Written>(monitor, 'developments', statement({ id: `${prefix}-${String(index)}` })),
    ),
  );
  const wrong = answers.find(({ status }) => status !== 201);
  if (wrong) throw new Error(`a post was answered ${String(wrong.status)} ${wrong.text}`);
  return Math.max(...answers.map(({ body }) => body.position));
}

interface Expected {
  /** Of the poison. */
  readonly position: number;
  /** Of the last post. */
  readonly last: number;
}

async function check(rack: Rack, monitor: Monitor, { position, last }: Expected): Promise<void> {
  const stopped = await eventually(async () => {
    const projections = await projectionRunners(monitor);
    const others = projections.filter(({ name }) => name !== 'developments');
    const [one] = projections.filter(({ name }) => name === 'developments');
    const on = others.every((other) => other.status === 'live' && other.position >= last);
    return on && one?.status === 'stopped' ? one : undefined;
  });
  if (stopped.position !== position - 1 || stopped.error?.position !== position)
    rack.fail(`stopped at ${String(stopped.position)}, not before ${String(position)}`);
  rack.tell(`developments says: ${String(stopped.error?.message)}; the boards are at the head`);
  const state = await read<{ position: number }>(monitor, 'state');
  if (state.status !== 200 || state.body.position < last)
    rack.fail(`the boards answered ${String(state.status)} at ${String(state.body.position)}`);
  const list = await read(monitor, 'developments?limit=5');
  if (list.status !== 200) rack.fail(`the list answered ${String(list.status)}`);
  const health = await (await fetch(`${monitor.url}/health/ready`)).text();
  if (!health.includes('developments stopped at position'))
    rack.fail(`/health/ready does not name what stopped: ${health}`);
}
