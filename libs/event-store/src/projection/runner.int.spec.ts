import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { computeDigest } from './compute-digest.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Projection } from './projection.ts';
import {
  createProjectionRunner,
  type ProjectionRunner,
  type ProjectionRunnerOptions,
} from './runner.ts';
import {
  appendMovements,
  counter,
  ledger,
  someMovements,
  type Movement,
} from './testing/ledger.ts';
import { createWorld, expectedOf, readTable, until, type World } from './testing/world.ts';

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

async function caughtUp(runner: ProjectionRunner): Promise<void> {
  await until(async () =>
    (await runner.status()).every(({ lag, status }) => lag === 0 && status === 'live'),
  );
}

describe('a projection runner', () => {
  it('catches up with the log and then follows it', async () => {
    await appendMovements(world.log, someMovements(250));
    const runner = run([ledger, counter], { batchSize: 40, pollMs: 60_000 });
    await caughtUp(runner);
    await appendMovements(world.log, someMovements(3, 250));
    runner.wake();
    await caughtUp(runner);

    const expected = await expectedOf(world.log, ledger);
    const table = await readTable(world.pool, ledger);
    expect(table.map(({ columns: _, ...revision }) => revision)).toEqual(
      expected.revisions.map((one) => ({ ...one, state: canonicalJson(one.state) })),
    );
    // A lease that ran out on a slow machine is taken again at once.
    await until(async () => (await runner.status())[0]?.runner === 'node-0');
    expect(await runner.status()).toMatchObject([
      {
        name: 'ledger',
        generation: 1,
        position: 253,
        lag: 0,
        digest: expected.digest,
      },
      { name: 'counter', position: 253 },
    ]);
    expect((await readTable(world.pool, counter)).at(-1)?.state).toBe('{"movements":253}');
  });

  it('finds new events by polling when nobody wakes it', async () => {
    const runner = run([counter]);
    await caughtUp(runner);
    await appendMovements(world.log, someMovements(1));
    await until(async () => (await runner.status())[0]?.position === 1);
    await caughtUp(runner);
  });

  it('stores columns of every type beside the state', async () => {
    await appendMovements(world.log, [
      { account: 'a', amount: -5, note: 'quote " comma , brace } back\\slash' },
      { account: 'a', amount: 1, note: '' },
    ]);
    await caughtUp(run([ledger]));
    const [first, second] = await readTable(world.pool, ledger);
    expect(first).toMatchObject({
      supersededAt: 2,
      columns: {
        balance: -5,
        notes: ['quote " comma , brace } back\\slash'],
        by_day: 1,
        overdrawn: true,
        nothing: null,
      },
    });
    expect(second).toMatchObject({ supersededAt: null, columns: { balance: -4 } });
  });

  it('takes keys that try to break out of their quotes', async () => {
    const keys = [
      "'; drop table x --",
      '"',
      '\\',
      '\u001f',
      '{a,b}',
      'null',
      '',
      ' ',
      'é',
      'e\u0301',
      '😀',
      '__proto__',
      '%s',
      'x'.repeat(1_024),
    ];
    await appendMovements(
      world.log,
      keys.map((account) => ({ account, amount: 1, note: 'n' })),
    );
    await appendMovements(
      world.log,
      keys.map((account) => ({ account, amount: 2, note: 'm' })),
    );
    await caughtUp(run([ledger], { batchSize: keys.length }));
    const table = await readTable(world.pool, ledger);
    expect(table.map(({ key }) => key)).toEqual([...keys, ...keys]);
    expect(table.filter(({ supersededAt }) => supersededAt === null)).toHaveLength(keys.length);
  });

  it('gives the same bytes as a fold in memory, whatever the size of the batches', async () => {
    const movement: fc.Arbitrary<Movement> = fc.record(
      {
        account: fc.constantFrom('a', 'b', '__proto__', '10', '9'),
        amount: fc.integer({ min: -100, max: 100 }),
        note: fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => !text.includes('\0')),
      },
      { requiredKeys: ['amount', 'note'] },
    );
    let version = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(movement, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 9 }),
        async (movements, batchSize) => {
          await appendMovements(world.log, movements);
          version += 1;
          const projection = { ...ledger, version };
          const runner = run([projection], { batchSize });
          await until(async () => {
            const [status] = await runner.status();
            return status?.version === version && status.lag === 0;
          });
          await runner.stop();
          const expected = await expectedOf(world.log, projection);
          const table = await readTable(world.pool, projection);
          expect(table.map(({ columns: _, ...revision }) => revision)).toEqual(
            expected.revisions.map((one) => ({ ...one, state: canonicalJson(one.state) })),
          );
          const digest = await computeDigest(world.pool, 'ledger');
          expect(digest).toMatchObject({ recorded: expected.digest, computed: expected.digest });
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);

  it('keeps an older version in service until the new one has caught up', async () => {
    await appendMovements(world.log, someMovements(20));
    const old = run([counter]);
    await caughtUp(old);
    await old.stop();

    let released = (): void => undefined;
    const gate = new Promise<void>((resolve) => (released = resolve));
    const slowLog = {
      head: () => world.log.head(),
      readAll: async (page = {}) => gate.then(() => world.log.readAll(page)),
    };
    const doubled = {
      ...counter,
      version: 2,
      evolve: (state?: { movements: number }) => ({ movements: (state?.movements ?? 0) + 2 }),
    };
    const runner = run([doubled], { log: slowLog });
    await until(async () => (await runner.status())[0]?.rebuild?.version === 2);
    expect(await runner.status()).toMatchObject([
      {
        version: 1,
        generation: 1,
        position: 20,
        status: 'live',
        rebuild: { from: 1, to: 20, position: 0 },
      },
    ]);
    released();
    await until(async () => (await runner.status())[0]?.version === 2);
    expect((await readTable(world.pool, counter)).at(-1)?.state).toBe('{"movements":40}');
    expect(await runner.status()).toMatchObject([{ generation: 2, position: 20, lag: 0 }]);
  });

  it('lets an older version run beside a newer one without taking its place back', async () => {
    await appendMovements(world.log, someMovements(10));
    const newer = run([{ ...counter, version: 2 }]);
    await caughtUp(newer);
    const older = run([counter]);
    await until(async () => {
      const { rows } = await world.pool.query<{ position: string }>(
        `select position from projection.checkpoints where name = 'counter' and version = 1 and status = 'live'`,
      );
      return rows[0]?.position === '10';
    });
    await appendMovements(world.log, someMovements(1));
    newer.wake();
    older.wake();
    await until(async () => {
      const { rows } = await world.pool.query(
        `select position from projection.checkpoints where name = 'counter' and position = 11`,
      );
      return rows.length === 2;
    });
    expect(await older.status()).toMatchObject([{ version: 2, position: 11 }]);
  });

  it('refuses definitions that no table can be made of', () => {
    const { pool, log } = world;
    const refused = (projections: readonly Projection<unknown>[]) => () =>
      createProjectionRunner({ pool, log, projections, nodeId: 'n' });
    expect(refused([{ ...counter, name: 'x"; drop' }])).toThrow(/name must be/);
    expect(refused([{ ...counter, version: 0 }])).toThrow(/version/);
    expect(
      refused([{ ...counter, columns: { state: { type: 'text', value: () => '' } } }]),
    ).toThrow(/taken/);
    expect(
      refused([{ ...counter, columns: { a: { type: 'text; drop', value: () => '' } } }]),
    ).toThrow(/type/);
    expect(refused([counter, counter])).toThrow(/Two projections/);
  });
});
