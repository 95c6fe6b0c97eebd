import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { computeDigest } from './compute-digest.ts';
import type { Projection } from './projection.ts';
import { replayProjection } from './replay.ts';
import {
  createProjectionRunner,
  type ProjectionRunner,
  type ProjectionRunnerOptions,
} from './runner.ts';
import { breakAt, type BreakPoint } from './testing/breaking-pool.ts';
import { appendMovements, counter, ledger, someMovements } from './testing/ledger.ts';
import { createWorld, expectedOf, until, type World } from './testing/world.ts';

let world: World;
const runners: ProjectionRunner[] = [];

beforeEach(async () => {
  world = await createWorld();
});

afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await world.end();
});

function run(
  projections: readonly Projection<unknown>[],
  options: Partial<ProjectionRunnerOptions> = {},
): ProjectionRunner {
  const { pool, log } = world;
  const runner = createProjectionRunner({
    pool,
    log,
    projections,
    nodeId: `node-${runners.length}`,
    lease: { ttlMs: 600, renewMs: 100 },
    pollMs: 50,
    ...options,
  });
  runners.push(runner);
  runner.start();
  return runner;
}

async function settled(runner: ProjectionRunner): Promise<void> {
  await until(async () =>
    (await runner.status()).every(
      ({ lag, status }) => status === 'stopped' || (lag === 0 && status === 'live'),
    ),
  );
}

describe('a projection whose database connection breaks', () => {
  it.each<BreakPoint>(['before', 'after'])(
    'has the state of a clean build, %s whichever statement it was',
    async (when) => {
      await appendMovements(world.log, someMovements(12));
      const { digest } = await expectedOf(world.log, ledger);
      // Renewal would make the number of statements depend on the clock.
      const lease = { ttlMs: 60_000, renewMs: 30_000 };
      for (let nth = 1; ; nth += 1) {
        const name = `ledger-${nth}`;
        const breaking = breakAt(world.newPool(), nth, when);
        const runner = run([{ ...ledger, name }], {
          pool: breaking.pool,
          lease,
          batchSize: 4,
          nodeId: name,
        });
        await until(async () => {
          const { rows } = await world.pool.query(
            `select from projection.checkpoints where name = $1 and status = 'live' and position = 12`,
            [name],
          );
          return rows.length === 1;
        });
        await runner.stop();
        const found = await computeDigest(world.pool, name);
        expect({ nth, ...found }).toMatchObject({
          nth,
          recorded: digest,
          computed: digest,
          generation: 1,
        });
        if (breaking.broken) continue;
        // It makes and takes a generation, reads and commits three batches, notes that it is live.
        expect(nth).toBeGreaterThan(14);
        return;
      }
    },
    180_000,
  );

  it('says what it waits for and goes on when the database is back', async () => {
    const { rows } = await world.pool.query<{ name: string }>('select current_database() as name');
    const name = rows[0]?.name ?? '';
    await appendMovements(world.log, someMovements(5));
    const pool = world.newPool();
    let refusing = true;
    const log = {
      head: () => world.log.head(),
      readAll: async (page = {}) => {
        if (refusing) throw new Error(`database ${name} is away`);
        return world.log.readAll(page);
      },
    };
    const runner = run([counter], { pool, log });
    await until(async () => (await runner.status())[0]?.retrying !== undefined);
    expect(await runner.status()).toMatchObject([
      { status: 'catching-up', position: 0, retrying: { message: `database ${name} is away` } },
    ]);
    expect((await runner.status())[0]?.error).toBeUndefined();
    refusing = false;
    await settled(runner);
    expect((await runner.status())[0]).toMatchObject({ position: 5, status: 'live' });
    expect((await runner.status())[0]?.retrying).toBeUndefined();
  });
});

describe('a projection that cannot take an event', () => {
  const fragile = (name: string, poison: number): Projection<{ readonly movements: number }> => ({
    ...counter,
    name,
    evolve: (state, event) => {
      if (event.position === poison) throw new Error('what is this?');
      return { movements: (state?.movements ?? 0) + 1 };
    },
  });

  it('stops before it and says why, while the others go on', async () => {
    await appendMovements(world.log, someMovements(10));
    const runner = run([fragile('fragile', 7), counter], {
      now: () => new Date('2020-11-10T12:00:00Z'),
    });
    await settled(runner);
    expect(await runner.status()).toMatchObject([
      {
        name: 'fragile',
        status: 'stopped',
        position: 6,
        lag: 4,
        runner: null,
        error: { position: 7, message: 'what is this?', at: '2020-11-10T12:00:00.000Z' },
      },
      { name: 'counter', status: 'live', position: 10 },
    ]);
    await appendMovements(world.log, someMovements(5));
    runner.wake();
    await until(async () => (await runner.status())[1]?.position === 15);
    expect((await runner.status())[0]).toMatchObject({ status: 'stopped', position: 6 });
  });

  it('tries again at a restart, and goes on with mended code', async () => {
    await appendMovements(world.log, someMovements(10));
    const broken = run([fragile('fragile', 7)]);
    await settled(broken);
    await broken.stop();

    const stillBroken = run([fragile('fragile', 7)], {
      now: () => new Date('2020-11-11T12:00:00Z'),
    });
    await until(
      async () => (await stillBroken.status())[0]?.error?.at === '2020-11-11T12:00:00.000Z',
    );
    await stillBroken.stop();

    const mended = run([fragile('fragile', 0)]);
    await until(async () => (await mended.status())[0]?.lag === 0);
    const [status] = await mended.status();
    expect(status).toMatchObject({ status: 'live', position: 10, generation: 1 });
    expect(status?.error).toBeUndefined();
    expect(status?.digest).toBe((await expectedOf(world.log, fragile('fragile', 0))).digest);
  });

  it('is tried once by each node that waits for it', async () => {
    await appendMovements(world.log, someMovements(3));
    const tries: string[] = [];
    const watch = (node: string): Partial<ProjectionRunnerOptions> => ({
      onReport: ({ what }) => {
        if (what === 'stopped') tries.push(node);
      },
    });
    run([fragile('fragile', 2)], watch('first'));
    run([fragile('fragile', 2)], watch('second'));
    await until(() => tries.length === 2);
    const { rows } = await world.pool.query<{ fence: string }>(
      'select fence from projection.checkpoints',
    );
    // As many rounds of waiting as would have shown a third try.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(tries.sort()).toEqual(['first', 'second']);
    expect((await world.pool.query('select fence from projection.checkpoints')).rows).toEqual(rows);
  });

  it('commits what precedes a row that PostgreSQL refuses within a batch', async () => {
    await appendMovements(world.log, someMovements(20));
    const narrow: Projection<{ readonly movements: number }> = {
      ...counter,
      columns: {
        small: {
          type: 'smallint',
          value: ({ movements }) => (movements === 14 ? 99_999 : movements),
        },
      },
    };
    const runner = run([narrow]);
    await settled(runner);
    expect(await runner.status()).toMatchObject([
      { status: 'stopped', position: 13, error: { position: 14 } },
    ]);
    const { computed, recorded, revisions } = await computeDigest(world.pool, 'counter');
    expect([computed, revisions]).toEqual([recorded, 13]);
  });

  it.each([
    ['a key with NUL', { keyOf: () => 'a\0b' }, /NUL/],
    ['a key with a lone surrogate', { keyOf: () => 'a\ud800' }, /well-formed/],
    ['a key that is too long', { keyOf: () => 'é'.repeat(513) }, /1024 bytes/],
    [
      'a key that throws',
      {
        keyOf: () => {
          throw new Error('no key');
        },
      },
      /no key/,
    ],
    ['a state that is not JSON', { evolve: () => new Date(0) as never }, /Date/],
    ['a column with NUL', { columns: { a: { type: 'text', value: () => 'a\0b' } } }, /0x00/],
    [
      'a column of another type',
      { columns: { a: { type: 'integer', value: () => 'x' } } },
      /integer/,
    ],
  ])('stops at %s', async (_, change, message) => {
    await appendMovements(world.log, someMovements(2));
    const runner = run([{ ...counter, ...change }]);
    await settled(runner);
    const [status] = await runner.status();
    expect(status).toMatchObject({ status: 'stopped', position: 0, error: { position: 1 } });
    expect(status?.error?.message).toMatch(message);
  });

  it('stops when its checkpoint is beyond the end of the log, until it is replayed', async () => {
    await appendMovements(world.log, someMovements(5));
    const first = run([counter]);
    await settled(first);
    await first.stop();
    await world.pool.query('update projection.checkpoints set position = 99');
    const second = run([counter]);
    await until(async () => (await second.status())[0]?.status === 'stopped');
    expect((await second.status())[0]?.error?.message).toMatch(/The log ends at 5/);
    await replayProjection({ pool: world.pool, log: world.log, projection: counter });
    expect(await second.status()).toMatchObject([{ status: 'live', generation: 2, position: 5 }]);
  });

  it('stops where the log has a gap', async () => {
    await appendMovements(world.log, someMovements(5));
    const log = {
      head: () => world.log.head(),
      readAll: async (page = {}) =>
        (await world.log.readAll(page)).filter(({ position }) => position !== 3),
    };
    const runner = run([counter], { log });
    await settled(runner);
    expect(await runner.status()).toMatchObject([{ status: 'stopped', error: { position: 3 } }]);
  });
});
