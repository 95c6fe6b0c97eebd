import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Follower, FollowOptions } from './follower.ts';
import type { Projection } from './projection.ts';
import { replayProjection } from './replay.ts';
import { createProjectionRunner, type ProjectionRunner } from './runner.ts';
import { replace } from './testing/breaking-pool.ts';
import { followLedger, held, type Delivered } from './testing/following.ts';
import { appendMovements, ledger, someMovements, type Account } from './testing/ledger.ts';
import { createWorld, expectedOf, until, type World } from './testing/world.ts';

let world: World;
const open: (ProjectionRunner | Follower)[] = [];

beforeEach(async () => {
  world = await createWorld();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
  await world.end();
});

function run(projection: Projection<Account> = ledger): ProjectionRunner {
  const { pool, log } = world;
  const lease = { ttlMs: 600, renewMs: 100 };
  const nodeId = `node-${open.length}`;
  const runner = createProjectionRunner({
    pool,
    log,
    projections: [projection],
    nodeId,
    lease,
    pollMs: 30,
  });
  open.push(runner);
  runner.start();
  return runner;
}

function follow(options: Partial<FollowOptions<Account>> = {}): ReturnType<typeof followLedger> {
  const follower = followLedger({ pool: world.pool, ...options });
  open.push(follower);
  return follower;
}

describe('a follower', () => {
  it('loads everything in pages, then sees each new revision once and in order', async () => {
    await appendMovements(world.log, someMovements(40));
    run();
    const follower = follow({ pageSize: 7 });
    await until(() => follower.status().position === 40);
    for (let from = 40; from < 90; from += 10)
      await appendMovements(world.log, someMovements(10, from));
    expect(await follower.reached(90, 20_000)).toBe(true);

    const { revisions } = await expectedOf(world.log, ledger);
    expect(held(follower.deliveries)).toEqual(revisions);
    expect(follower.deliveries.map(({ reset }) => reset)).toEqual(
      follower.deliveries.map((_, index) => index === 0),
    );
    const positions = follower.deliveries.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  });

  it('hands over a state of the projection with every delivery', async () => {
    await appendMovements(world.log, someMovements(30));
    run();
    const follower = follow({ pageSize: 4 });
    expect(await follower.reached(30, 20_000)).toBe(true);
    const { revisions } = await expectedOf(world.log, ledger);
    for (const [index, { position }] of follower.deliveries.entries()) {
      const then = revisions
        .filter((one) => one.position <= position)
        .map((one) => ((one.supersededAt ?? 0) > position ? { ...one, supersededAt: null } : one));
      expect(held(follower.deliveries.slice(0, index + 1))).toEqual(then);
    }
  });

  it('follows the position through events that do not concern the projection', async () => {
    run();
    const follower = follow();
    await follower.ready;
    await appendMovements(world.log, [{ amount: 1, note: 'nobody' }]);
    expect(await follower.reached(1, 20_000)).toBe(true);
    expect(follower.deliveries.at(-1)).toEqual({
      revisions: [],
      position: 1,
      reset: false,
      complete: true,
    });
  });

  it('waits for a projection that nobody has run yet', async () => {
    const follower = follow({ pollMs: 20 });
    await until(() => follower.status().listening);
    expect(follower.deliveries).toEqual([]);
    run();
    await follower.ready;
    expect(follower.deliveries).toEqual([
      { revisions: [], position: 0, reset: true, complete: true },
    ]);
  });

  it('is woken by the doorbell long before it would look by itself', async () => {
    const runner = run();
    await until(async () => (await runner.status())[0]?.status === 'live');
    const follower = follow({ pollMs: 60_000 });
    await follower.ready;
    await until(() => follower.status().listening);
    await appendMovements(world.log, someMovements(5));
    expect(await follower.reached(5, 20_000)).toBe(true);
  });

  it('finds by polling what no doorbell rings for', async () => {
    run();
    const nowhere = { connectionString: 'postgres://nobody@127.0.0.1:1/none' };
    const follower = follow({ pool: replace(world.pool, 'options', nowhere), pollMs: 20 });
    await follower.ready;
    await appendMovements(world.log, someMovements(5));
    expect(await follower.reached(5, 20_000)).toBe(true);
    expect(follower.status().listening).toBe(false);
  });

  it('loses and repeats nothing when all its connections are cut', async () => {
    run();
    const pool = world.newPool({ application_name: 'follower' });
    const follower = follow({ pool, pollMs: 20, pageSize: 3 });
    await follower.ready;
    for (let from = 0; from < 60; from += 6) {
      await appendMovements(world.log, someMovements(6, from));
      await world.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name in ('follower', 'projection-doorbell')`,
      );
    }
    expect(await follower.reached(60, 20_000)).toBe(true);
    expect(held(follower.deliveries)).toEqual((await expectedOf(world.log, ledger)).revisions);
    expect(follower.deliveries.filter(({ reset }) => reset)).toHaveLength(1);
    await until(() => follower.status().listening);
  });

  it('is told to begin anew when another generation takes over', async () => {
    await appendMovements(world.log, someMovements(20));
    const runner = run();
    const follower = follow({ pageSize: 6 });
    expect(await follower.reached(20, 20_000)).toBe(true);
    await replayProjection({ pool: world.pool, log: world.log, projection: ledger });
    await until(() => follower.status().generation === 2 && follower.status().complete);
    await appendMovements(world.log, someMovements(5, 20));
    runner.wake();
    expect(await follower.reached(25, 20_000)).toBe(true);
    expect(follower.deliveries.filter(({ reset }) => reset)).toHaveLength(2);
    expect(held(follower.deliveries)).toEqual((await expectedOf(world.log, ledger)).revisions);
  });

  it('begins anew when it is told to, though the projection is the same', async () => {
    await appendMovements(world.log, someMovements(5));
    run();
    const follower = follow();
    expect(await follower.reached(5, 20_000)).toBe(true);
    follower.restart();
    expect(await follower.reached(5, 20_000)).toBe(true);
    expect(follower.deliveries.filter(({ reset }) => reset)).toHaveLength(2);
    expect(held(follower.deliveries)).toEqual((await expectedOf(world.log, ledger)).revisions);
  });

  it('hands over nothing that it was reading when it was told to', async () => {
    await appendMovements(world.log, someMovements(5));
    run();
    let answered: Promise<void> | undefined;
    let reading = false;
    type Send = (...args: unknown[]) => Promise<{ rows: readonly { key?: string | null }[] }>;
    const send = world.pool.query.bind(world.pool) as unknown as Send;
    const pool = replace(world.pool, 'query', async (...args: unknown[]) => {
      const answer = await send(...args);
      const hasNews =
        String(args[0]).includes('lateral') && typeof answer.rows[0]?.key === 'string';
      if (answered !== undefined && hasNews) {
        reading = true;
        await answered;
      }
      return answer;
    });
    const follower = follow({ pool, pollMs: 20 });
    expect(await follower.reached(5, 20_000)).toBe(true);
    let letGo: () => void = () => undefined;
    answered = new Promise((resolve) => (letGo = resolve));
    await appendMovements(world.log, someMovements(5, 5));
    await until(() => reading);
    const before = follower.deliveries.length;
    follower.restart();
    answered = undefined;
    letGo();
    expect(await follower.reached(10, 20_000)).toBe(true);
    expect(follower.deliveries[before]?.reset).toBe(true);
    expect(held(follower.deliveries)).toEqual((await expectedOf(world.log, ledger)).revisions);
  });

  it('makes a delivery again that could not be taken', async () => {
    await appendMovements(world.log, someMovements(3));
    run();
    const seen: number[] = [];
    const follower = follow({
      onChanges: (_, position) => {
        seen.push(position);
        if (seen.filter((one) => one === 3).length === 1 && position === 3)
          throw new Error('not now');
      },
    });
    expect(await follower.reached(3, 20_000)).toBe(true);
    expect(seen.filter((one) => one === 3)).toHaveLength(2);
  });

  it('makes it again before the pages after it, of which one was read already', async () => {
    await appendMovements(world.log, someMovements(20));
    run();
    await follow().reached(20, 20_000);
    const taken: Delivered[] = [];
    let refused = 0;
    const follower = follow({
      pageSize: 4,
      onChanges: (revisions, position, delivery) => {
        if (refused < 2 && position >= 8) {
          refused += 1;
          throw new Error('not now');
        }
        taken.push({ revisions, position, ...delivery });
      },
    });
    expect(await follower.reached(20, 20_000)).toBe(true);
    expect(taken.length).toBeGreaterThan(3);
    expect(held(taken)).toEqual((await expectedOf(world.log, ledger)).revisions);
  });

  it('says no when a position is not reached in time', async () => {
    run();
    const follower = follow();
    await follower.ready;
    expect(await follower.reached(1, 30)).toBe(false);
  });
});
