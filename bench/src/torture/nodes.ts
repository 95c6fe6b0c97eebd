import {
  eventually,
  newAdminKey,
  projectionRunners,
  read,
  startMonitor,
  startStorm,
  watchLive,
  type Monitor,
} from '@ceasefire/monitor-process';
import { withDatabase } from '../server.ts';
import { checkLog } from './check-log.ts';
import { checkStorm } from './check-storm.ts';
import { checkWatchers } from './check-watchers.ts';
import { pause, type Rack, type Scenario } from './scenario.ts';

/** Nodes of one database that lose the one that runs the projections. */
export const nodesScenario: Scenario = {
  what: 'three nodes on one database while 16 clients post: the one that runs the projections is frozen, woken, then killed; the work moves within 3 s, and every client sees every event once, in order',
  run: (rack) => withDatabase((url) => nodes(rack, url)),
};

/** Within which time the work moves to another node. */
const moveMs = 3_000;

async function nodes(rack: Rack, databaseUrl: string): Promise<void> {
  const options = { databaseUrl, adminKey: newAdminKey() };
  const all = await Promise.all([1, 2, 3].map(() => startMonitor(options)));
  const serving = new Set(all);
  const turn = turns(serving);
  const storm = startStorm({ target: turn, clients: 16, pauseMs: 50, prefix: 'nodes' });
  const watchers = await Promise.all(all.map((monitor) => watchLive(monitor)));
  try {
    for (let round = 0; round < (rack.short ? 1 : 5); round++) await freeze(rack, serving);
    const dead = await kill(rack, serving);
    watchers[all.indexOf(dead)]?.moveTo(turn());
    await pause(1_000);
    await storm.stop();
    checkStorm(rack, storm);
    await checkWatchers(rack, watchers, Math.max(...storm.acknowledged.values()));
    await checkBoards(rack, [...serving]);
    await checkLog(rack, databaseUrl, storm.acknowledged);
  } finally {
    for (const watcher of watchers) watcher.close();
    for (const { process } of all) process.kill('SIGCONT');
    for (const monitor of all) serving.add(monitor);
    await storm.stop();
    await Promise.all(all.map((monitor) => monitor.stop()));
  }
}

/** The nodes in turn, those that serve now. */
function turns(serving: ReadonlySet<Monitor>): () => Monitor {
  let asked = 0;
  return () => {
    const now = [...serving];
    const node = now[asked++ % now.length];
    if (node === undefined) throw new Error('No node serves any more.');
    return node;
  };
}

async function runnerOf(serving: ReadonlySet<Monitor>): Promise<Monitor> {
  return eventually(async () => {
    const [any] = serving;
    const [first] = any === undefined ? [] : await projectionRunners(any);
    return [...serving].find(({ process }) => process.pid === first?.pid);
  });
}

/** Waits until nothing runs at `gone` any more and the projections move on; answers how long it took. */
async function workMoves(serving: ReadonlySet<Monitor>, gone: Monitor): Promise<number> {
  const started = performance.now();
  const [survivor] = serving;
  if (survivor === undefined) throw new Error('No node serves any more.');
  const before = new Map<string, number>();
  await eventually(async () => {
    const projections = await projectionRunners(survivor);
    const moved = projections.map(({ name, position, pid }) => {
      if (!before.has(name)) before.set(name, position);
      return pid !== gone.process.pid && position > (before.get(name) ?? 0);
    });
    return moved.every(Boolean) ? true : undefined;
  }, 60_000);
  return performance.now() - started;
}

async function freeze(rack: Rack, serving: Set<Monitor>): Promise<void> {
  const node = await runnerOf(serving);
  serving.delete(node);
  node.process.kill('SIGSTOP');
  rack.judge('the work moved from a frozen node after', await workMoves(serving, node), moveMs);
  await pause(rack.chance.whole(0, 2_000));
  node.process.kill('SIGCONT');
  serving.add(node);
  await pause(rack.chance.whole(0, 1_000));
}

async function kill(rack: Rack, serving: Set<Monitor>): Promise<Monitor> {
  const node = await runnerOf(serving);
  serving.delete(node);
  await node.stop('SIGKILL');
  rack.judge('the work moved from a killed node after', await workMoves(serving, node), moveMs);
  return node;
}

/** All nodes answer the same, the one that was frozen too. */
async function checkBoards(rack: Rack, serving: readonly Monitor[]): Promise<void> {
  const answers = async () => {
    const bodies = await Promise.all(
      serving.map((node) => read(node, 'state?asOf=2020-12-31T00:00:00Z')),
    );
    return new Set(bodies.map(({ text }) => text));
  };
  const same = await eventually(async () =>
    (await answers()).size === 1 ? true : undefined,
  ).catch(() => false);
  if (!same) rack.fail('the boards differ between the nodes');
}
