import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.ts';
import { foldProjection } from './fold.ts';
import { readInterventions, retryStopped, skipEvent } from './interventions.ts';
import { acquireLease } from './lease.ts';
import type { Projection, ProjectionStatus } from './projection.ts';
import { readGenerations } from './registry.ts';
import { replayProjection } from './replay.ts';
import { rollBack } from './rollback.ts';
import { createProjectionRunner, type ProjectionRunner } from './runner.ts';
import { skipping, withSkips } from './skips.ts';
import { readStatus } from './status.ts';
import { stopAt } from './stop-at.ts';
import { replace } from './testing/breaking-pool.ts';
import { appendMovements, counter, ledger, someMovements } from './testing/ledger.ts';
import { createWorld, readTable, until, type World } from './testing/world.ts';
import { createWriter } from './writer.ts';

/** The positions that the poisoned ledger cannot take; a test may cure it. */
let poison: Set<number>;
let world: World;
let runner: ProjectionRunner;

const poisoned: Projection<unknown> = {
  ...ledger,
  keyOf: () => 'all',
  evolve: (state, event) => {
    if (poison.has(event.position)) throw new Error(`bad ${event.type}`);
    return ledger.evolve(state as Parameters<typeof ledger.evolve>[0], event);
  },
};

const who = { recordedBy: 'olga', correlationId: 'c-1' };

function skip(position: number, reason = 'a test event'): ReturnType<typeof skipEvent> {
  const { pool, log } = world;
  return skipEvent({ pool, log, projection: poisoned, position, reason, ...who });
}
const retry = (projection = poisoned) => retryStopped({ pool: world.pool, projection, ...who });

const allOf = async (name: string) =>
  (await readInterventions(world.pool, name, { limit: 100 })).items;

const statusOf = async (name = 'ledger'): Promise<ProjectionStatus> => {
  const found = (await runner.status()).find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not run`);
  return found;
};
const stoppedAt = (position: number): Promise<void> =>
  until(async () => {
    const { status, error } = await statusOf();
    return status === 'stopped' && error?.position === position;
  });
const live = (): Promise<void> =>
  until(async () => {
    const { status, lag } = await statusOf();
    return status === 'live' && lag === 0;
  });

beforeEach(async () => {
  poison = new Set([30]);
  world = await createWorld();
  await appendMovements(world.log, someMovements(50));
  runner = run();
  await stoppedAt(30);
});
afterEach(async () => {
  await runner.stop();
  await world.end();
});

function run(): ProjectionRunner {
  const made = createProjectionRunner({
    pool: world.pool,
    log: world.log,
    projections: [poisoned, counter],
    nodeId: 'node',
    lease: { ttlMs: 600, renewMs: 50 },
    pollMs: 50,
    batchSize: 8,
  });
  made.start();
  return made;
}

describe('a skip of the event at which a projection stands', () => {
  it('lets it go on without the event, and is kept with who, when and why', async () => {
    const { at } = await skip(30, 'written by mistake');
    await live();
    expect(await statusOf()).toMatchObject({
      position: 50,
      skipped: [{ version: 1, position: 30, reason: 'written by mistake', by: 'olga', at }],
    });
    expect((await statusOf()).error).toBeUndefined();
    expect((await statusOf('counter')).skipped).toEqual([]);
    const expected = foldProjection(
      skipping(poisoned, new Set([30])),
      await world.log.readAll({ limit: 100 }),
    );
    expect((await statusOf()).digest).toBe(expected.digest);
    const table = await readTable(world.pool, ledger);
    expect(table.map(({ state }) => state)).toEqual(
      [...expected.revisions.values()].flat().map(({ state }) => canonicalJson(state)),
    );
  });

  it('holds for a rebuild, a dry run, a rollback and the next start: the digests are equal', async () => {
    await skip(30);
    await live();
    const { pool, log } = world;
    const replay = (dryRun: boolean) =>
      replayProjection({ pool, log, projection: poisoned, dryRun, batchSize: 7 });
    expect(await replay(true)).toMatchObject({ equal: true, firstDifference: null });
    expect(await replay(false)).toMatchObject({ equal: true, firstDifference: null });
    const before = await statusOf();
    const back = await rollBack({ pool, log, projection: poisoned });
    expect(back.digest).toBe(before.digest);
    await runner.stop();
    runner = run();
    await appendMovements(log, someMovements(5, 50));
    await live();
    expect(await replay(true)).toMatchObject({ equal: true });
  });

  it('is taken up by a rebuild that had stopped at the event too', async () => {
    const { pool, log } = world;
    const replay = () => replayProjection({ pool, log, projection: poisoned, batchSize: 7 });
    await expect(replay()).rejects.toMatchObject({ code: 'EVENT_REFUSED', position: 30 });
    await skip(30);
    await live();
    expect(await replay()).toMatchObject({ equal: true, resumedFrom: 29 });
  });

  it('is one of several where several events are bad', async () => {
    poison.add(31).add(47);
    for (const position of [30, 31, 47]) {
      await stoppedAt(position);
      await skip(position);
    }
    await live();
    expect((await statusOf()).skipped.map(({ position }) => position)).toEqual([30, 31, 47]);
  });

  it('is refused anywhere but where it stands, and nothing is kept', async () => {
    await expect(skip(29)).rejects.toMatchObject({ code: 'STOPPED_ELSEWHERE', position: 30 });
    await expect(skip(31)).rejects.toMatchObject({ code: 'STOPPED_ELSEWHERE' });
    const { pool, log } = world;
    const other = { pool, log, projection: counter, position: 30, reason: 'no', ...who };
    await expect(skipEvent(other)).rejects.toMatchObject({ code: 'NOT_STOPPED' });
    expect(await allOf('ledger')).toEqual([]);
    expect(await allOf('counter')).toEqual([]);
  });

  it('is taken once when two operators skip at once', async () => {
    const both = await Promise.allSettled([skip(30), skip(30)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await live();
    expect((await statusOf()).skipped).toHaveLength(1);
  });

  it('is refused where no event stands: another log stopped the projection', async () => {
    const [own] = await readGenerations(world.pool, ['ledger']);
    const failure = { position: 99, message: 'gap', at: '2020-11-10T00:00:00.000Z' };
    await world.pool.query('update projection.checkpoints set error = $1 where name = $2', [
      failure,
      'ledger',
    ]);
    expect(own?.position).toBe(29);
    await expect(skip(99)).rejects.toMatchObject({ code: 'NOTHING_TO_SKIP' });
  });

  it('fences a process that read the skips before: it neither folds the event nor stops at it', async () => {
    const [id] = await readGenerations(world.pool, ['ledger']);
    if (!id) throw new Error('no generation');
    await runner.stop();
    const lease = await acquireLease(world.pool, {
      id,
      owner: 'slow',
      ttlMs: 60_000,
      retryStopped: true,
    });
    if (!lease) throw new Error('no lease');
    const writer = createWriter(world.pool, await withSkips(world.pool, poisoned), lease);
    await skip(30);
    poison.clear();
    const events = await world.log.readAll({ after: 29, limit: 3 });
    await expect(writer.take(events, 'live')).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await stopAt(world.pool, lease, { position: 30, message: 'late', at: 'now' });
    expect(await statusOf()).toMatchObject({ status: 'catching-up', position: 29 });
    runner = run();
    await live();
    expect((await readTable(world.pool, ledger)).map(({ position }) => position)).not.toContain(30);
  });

  it('ends with the version: a mended one is given the event again', async () => {
    await skip(30);
    await live();
    await runner.stop();
    poison.clear();
    const mended = { ...poisoned, version: 2 };
    const { pool, log } = world;
    await replayProjection({ pool, log, projection: mended });
    const plain = foldProjection(mended, await log.readAll({ limit: 100 }));
    const [served] = await readGenerations(pool, ['ledger']);
    expect(served?.digest.toString('hex')).toBe(plain.digest);
    expect((await statusOf()).skipped).toEqual([]);
  });
});

describe('a retry of the event at which a projection stands', () => {
  it('goes on when the reason is gone, and is kept', async () => {
    poison.clear();
    await retry();
    await live();
    expect(await allOf('ledger')).toMatchObject([
      { action: 'retry', position: 30, reason: null, by: 'olga' },
    ]);
    expect((await statusOf()).skipped).toEqual([]);
  });

  it('stops again when it is not, with the time of the new attempt', async () => {
    const { error } = await statusOf();
    await retry();
    await until(async () => {
      const again = await statusOf();
      return again.status === 'stopped' && again.error?.at !== error?.at;
    });
    expect((await statusOf()).error?.message).toBe(error?.message);
  });

  it('is refused where nothing has stopped', async () => {
    await expect(retry(counter)).rejects.toMatchObject({ code: 'NOT_STOPPED' });
  });
});

describe('the audit of what operators did', () => {
  /** As operators do who try the same event again and again. */
  const manyRetries = (count: number) =>
    world.pool.query(
      `insert into projection.interventions
         (name, version, generation, action, position, reason, recorded_by, correlation_id)
       select 'ledger', 1, 1, 'retry', 30, n::text, 'olga', 'c' from generate_series(1, $1::integer) n`,
      [count],
    );

  it('is not read for a status, however long it is', async () => {
    await skip(30);
    await manyRetries(500);
    let rows = 0;
    const counting = replace(world.pool, 'query', async (sql: string, values: unknown[]) => {
      const result = await world.pool.query(sql, values);
      rows += result.rows.length;
      return result;
    });
    const [status] = await readStatus(counting, world.log, [poisoned]);
    expect(status?.skipped).toHaveLength(1);
    expect(rows).toBe(2);
  });

  it('is read in pages, the newest first', async () => {
    await manyRetries(5);
    await skip(30, 'enough');
    const pages: (string | null)[][] = [];
    for (let before: number | undefined; pages.length < 9;) {
      const { items, next } = await readInterventions(world.pool, 'ledger', { before, limit: 2 });
      pages.push(items.map(({ reason }) => reason));
      if (next === null) break;
      before = next;
    }
    expect(pages).toEqual([
      ['enough', '5'],
      ['4', '3'],
      ['2', '1'],
    ]);
  });

  it.each([
    `update projection.interventions set recorded_by = 'nobody'`,
    'delete from projection.interventions',
    'truncate projection.interventions',
  ])('refuses its owner: %s', async (sql) => {
    await expect(world.pool.query(sql)).rejects.toMatchObject({ code: '23001' });
  });
});
