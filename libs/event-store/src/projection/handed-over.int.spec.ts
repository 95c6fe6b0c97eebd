import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Follower, FollowOptions } from './follower.ts';
import type { ProjectionCommit } from './projection-commit.ts';
import { replayProjection } from './replay.ts';
import { createProjectionRunner, type ProjectionRunner } from './runner.ts';
import { replace } from './testing/breaking-pool.ts';
import { followLedger, held } from './testing/following.ts';
import { appendMovements, ledger, someMovements, type Account } from './testing/ledger.ts';
import { createWorld, expectedOf, until, type World } from './testing/world.ts';

type Listener = (commit: ProjectionCommit) => void;

let world: World;
const open: (ProjectionRunner | Follower)[] = [];
const listeners = new Set<Listener>();

beforeEach(async () => {
  world = await createWorld();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
  listeners.clear();
  await world.end();
});

/** Runs the ledger and tells the followers of those commits for which `tells` says so. */
function run(tells: (commit: ProjectionCommit) => boolean = () => true): ProjectionRunner {
  const runner = createProjectionRunner({
    pool: world.pool,
    log: world.log,
    projections: [ledger],
    nodeId: 'node',
    lease: { ttlMs: 600, renewMs: 100 },
    pollMs: 20,
    batchSize: 3,
    onCommit: (commit) => {
      if (tells(commit)) for (const listener of listeners) listener(commit);
    },
  });
  open.push(runner);
  runner.start();
  return runner;
}

const commits = (listener: Listener) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

function follow(options: Partial<FollowOptions<Account>> = {}) {
  const follower = followLedger({ pool: world.pool, commits, ...options });
  open.push(follower);
  return follower;
}

describe('a follower in the process that runs the projection', () => {
  it('takes what it is told of without a doorbell and long before it would look by itself', async () => {
    await appendMovements(world.log, someMovements(10));
    const runner = run();
    await until(async () => (await runner.status())[0]?.status === 'live');
    const nowhere = { connectionString: 'postgres://nobody@127.0.0.1:1/none' };
    const follower = follow({ pool: replace(world.pool, 'options', nowhere), pollMs: 60_000 });
    expect(await follower.reached(10, 20_000)).toBe(true);
    for (let from = 10; from < 40; from += 10) {
      await appendMovements(world.log, someMovements(10, from));
      expect(await follower.reached(from + 10, 20_000)).toBe(true);
    }
    expect(held(follower.deliveries)).toEqual((await expectedOf(world.log, ledger)).revisions);
    expect(follower.deliveries.filter(({ reset }) => reset)).toHaveLength(1);
  });

  it('reads what it is not told of, each revision once and in order', async () => {
    run(({ through }) => through % 7 < 4);
    const follower = follow({ pollMs: 20 });
    for (let from = 0; from < 60; from += 6)
      await appendMovements(world.log, someMovements(6, from));
    expect(await follower.reached(60, 20_000)).toBe(true);
    expect(held(follower.deliveries)).toEqual((await expectedOf(world.log, ledger)).revisions);
    const positions = follower.deliveries.map(({ position }) => position);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  it('is told nothing of a generation that it does not follow', async () => {
    run();
    const follower = follow({ pollMs: 20 });
    await appendMovements(world.log, someMovements(6));
    expect(await follower.reached(6, 20_000)).toBe(true);
    for (const listener of listeners)
      listener({ projection: 'ledger', generation: 9, after: 6, through: 8, revisions: () => [] });
    for (const listener of listeners)
      listener({ projection: 'other', generation: 1, after: 6, through: 8, revisions: () => [] });
    await appendMovements(world.log, someMovements(6, 6));
    expect(await follower.reached(12, 20_000)).toBe(true);
    expect(held(follower.deliveries)).toEqual((await expectedOf(world.log, ledger)).revisions);
  });

  it('hears of another generation at the position where it stands', async () => {
    await appendMovements(world.log, someMovements(20));
    run();
    const follower = follow({ pollMs: 60_000 });
    expect(await follower.reached(20, 20_000)).toBe(true);
    await until(() => follower.status().listening);
    await replayProjection({ pool: world.pool, log: world.log, projection: ledger });
    await until(() => follower.status().generation === 2 && follower.status().complete);
    expect(held(follower.deliveries)).toEqual((await expectedOf(world.log, ledger)).revisions);
  });
});
