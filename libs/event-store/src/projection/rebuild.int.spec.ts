import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { computeDigest } from './compute-digest.ts';
import { replayProjection, replayProjections } from './replay.ts';
import { readGenerations } from './registry.ts';
import { createRebuilds, type EndedRebuild } from './rebuilds.ts';
import { rollBack } from './rollback.ts';
import type { ProjectionRunner } from './runner.ts';
import { tableName } from './table.ts';
import { dieAt } from './testing/dying-pool.ts';
import { hesitateBefore } from './testing/hesitating-pool.ts';
import { appendMovements, counter, ledger, someMovements } from './testing/ledger.ts';
import {
  createWorld,
  expectedOf,
  quickRunner,
  readTable,
  until,
  type World,
} from './testing/world.ts';

let world: World;
let runner: ProjectionRunner;

beforeEach(async () => {
  world = await createWorld();
  await appendMovements(world.log, someMovements(200));
  runner = quickRunner(world, [ledger, counter]);
  runner.start();
  await caughtUp();
});

afterEach(async () => {
  await runner.stop();
  await world.end();
});

async function caughtUp(): Promise<void> {
  const { position } = await world.log.head();
  await until(async () =>
    (await runner.status()).every((one) => one.generation > 0 && one.position === position),
  );
}

const replay = (options: Partial<Parameters<typeof replayProjection>[0]> = {}) =>
  replayProjection({
    pool: world.pool,
    log: world.log,
    projection: ledger,
    batchSize: 10,
    ...options,
  });

/** Stops a replay as soon as it has taken `position`. */
async function replayUntil(position: number): Promise<void> {
  const stop = new AbortController();
  const stopped = replay({
    signal: stop.signal,
    onProgress: (progress) => {
      if (progress.position >= position) stop.abort();
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'REBUILD_STOPPED' });
}

async function liveTable(): Promise<string> {
  const live = (await readGenerations(world.pool, ['ledger'])).find((one) => one.live);
  if (!live) throw new Error('nothing is live');
  return tableName(live);
}

/** What is served holds what the whole log says, by its rows and by its checkpoint. */
async function expectRight(): Promise<void> {
  await caughtUp();
  const { digest, revisions } = await expectedOf(world.log, ledger);
  const { computed, recorded } = await computeDigest(world.pool, 'ledger');
  expect([computed, recorded]).toEqual([digest, digest]);
  const rows = await readTable(world.pool, ledger);
  expect(rows.map(({ key, position, supersededAt }) => [key, position, supersededAt])).toEqual(
    revisions.map(({ key, position, supersededAt }) => [key, position, supersededAt]),
  );
}

describe('an unfinished rebuild', () => {
  it('is finished by a process that is short of processor time while it makes the table ready', async () => {
    const pool = hesitateBefore(world.pool, /^analyze/, 2_000);
    expect(await replay({ pool })).toMatchObject({ equal: true });
    await expectRight();
  });

  it('is shown as it stands, and the next one goes on from there', async () => {
    await replayUntil(70);
    expect((await runner.status())[0]).toMatchObject({
      generation: 1,
      rebuild: { from: 1, to: 200, position: 70, runner: null, etaSeconds: null },
    });
    await appendMovements(world.log, someMovements(15, 200));
    expect(await replay({ choice: 'resume' })).toMatchObject({
      resumedFrom: 70,
      events: 145,
      equal: true,
    });
    await expectRight();
    expect((await runner.status())[0]?.rebuild).toBeUndefined();
  });

  it('is shown too when it had caught up before it was stopped', async () => {
    // The last page is not full, which tells the rebuild that it is at the end.
    await appendMovements(world.log, someMovements(5, 200));
    await caughtUp();
    await replayUntil(205);
    expect((await runner.status())[0]).toMatchObject({
      generation: 1,
      rebuild: { from: 1, to: 205, position: 205, runner: null, etaSeconds: null },
    });
    expect(await replay({ choice: 'resume' })).toMatchObject({ resumedFrom: 205, equal: true });
    expect((await runner.status())[0]?.rebuild).toBeUndefined();
  });

  it('is given up for a new one when that is wished', async () => {
    await replayUntil(70);
    expect(await replay({ choice: 'start-over' })).toMatchObject({ resumedFrom: 0, events: 200 });
  });

  it('must be there to be resumed', async () => {
    const refused = replay({ choice: 'resume' });
    await expect(refused).rejects.toMatchObject({ code: 'NOTHING_TO_RESUME' });
  });

  it('gives a clean result whichever statement its process was killed at', async () => {
    const seed = Date.now() % 1_000;
    const kills = Array.from({ length: 12 }, (_, index) => 1 + ((seed + index * 37) % 60));
    for (const nth of kills) {
      const dying = dieAt(world.newPool(), nth);
      const outcome = await replay({ pool: dying.pool }).catch((error: unknown) => error);
      // Killed at its last statements it may have swapped already; nothing else may make it fail.
      const expected = dying.dead || !(outcome instanceof Error);
      expect({ nth, expected }).toEqual({ nth, expected: true });
      // The lease of a process that was killed runs out.
      await world.pool.query(
        `update projection.checkpoints set lease_expires_at = now() where not live`,
      );
      await appendMovements(world.log, someMovements(3, 1_000 + nth));
      expect({ nth, ...(await replay()) }).toMatchObject({ nth, equal: true });
      await expectRight();
    }
  });
});

describe('the table of a rebuild', () => {
  const optionsOf = async (): Promise<readonly unknown[]> => {
    const { rows } = await world.pool.query<{ options: unknown }>(
      `select c.relname ~ '_g1$' as first, c.reloptions as options from pg_class c
       where c.relname ~ '^ledger_v1_g[0-9]+$' order by c.relname`,
    );
    return rows;
  };
  const vacuumed = { options: null };

  it('is not vacuumed while it is filled, and like any other once it serves', async () => {
    await replayUntil(100);
    expect(await optionsOf()).toEqual([
      { first: true, ...vacuumed },
      { first: false, options: ['autovacuum_enabled=false'] },
    ]);
    await replay({ choice: 'resume' });
    expect(await optionsOf()).toEqual([
      { first: true, ...vacuumed },
      { first: false, ...vacuumed },
    ]);
  });
});

describe('what differs from a replay', () => {
  it.each([
    ['a changed state', (table: string) => `update ${table} set state = '{}' where position = 33`],
    [
      'a state with a space more',
      (table: string) =>
        `update ${table} set state = (state::text || ' ')::json where position = 33`,
    ],
    ['a changed key', (table: string) => `update ${table} set key = 'x' where position = 33`],
    ['a missing row', (table: string) => `delete from ${table} where position = 33`],
  ])('is found at its position, dry or not: %s', async (_, sql) => {
    await world.pool.query(sql(await liveTable()));
    await world.pool.query(`update ${await liveTable()} set state = '{}' where position = 101`);
    expect(await replay({ dryRun: true })).toMatchObject({ equal: false, firstDifference: 33 });
    expect(await replay()).toMatchObject({ equal: false, firstDifference: 33 });
    await expectRight();
    expect(await replay({ dryRun: true })).toMatchObject({ equal: true, firstDifference: null });
  });

  it('is found where a revision ends elsewhere', async () => {
    const table = await liveTable();
    await world.pool.query(
      `update ${table} set superseded_at = superseded_at + 1 where position = 1`,
    );
    expect(await replay()).toMatchObject({ equal: false, firstDifference: 1 });
  });
});

describe('a rollback', () => {
  it('serves the earlier generation again, brought up to date, and another one takes it back', async () => {
    await world.pool.query(`update ${await liveTable()} set state = '{}' where position = 33`);
    await replay();
    await appendMovements(world.log, someMovements(25, 200));
    const back = await rollBack({ pool: world.pool, log: world.log, projection: ledger });
    expect(back).toMatchObject({ generation: 1, position: 225, before: { generation: 2 } });
    await caughtUp();
    expect((await computeDigest(world.pool, 'ledger')).computed).not.toBe(back.digest);
    await appendMovements(world.log, someMovements(5, 225));
    await caughtUp();
    const forth = await rollBack({ pool: world.pool, log: world.log, projection: ledger });
    expect(forth).toMatchObject({ generation: 2, position: 230, before: { generation: 1 } });
    await expectRight();
  });

  it('is refused when nothing was replaced, or what was is of another version', async () => {
    const back = () => rollBack({ pool: world.pool, log: world.log, projection: ledger });
    await expect(back()).rejects.toMatchObject({ code: 'NOTHING_TO_ROLL_BACK_TO' });
    const next = { ...ledger, version: 2 };
    await runner.stop();
    await replay({ projection: next });
    const refused = rollBack({ pool: world.pool, log: world.log, projection: next });
    await expect(refused).rejects.toMatchObject({ code: 'NOTHING_TO_ROLL_BACK_TO' });
  });
});

describe('an older version', () => {
  it('takes over by itself once nobody runs the newer one, and a rollback says so meanwhile', async () => {
    await runner.stop();
    await replay({ projection: { ...ledger, version: 2 } });
    const back = () => rollBack({ pool: world.pool, log: world.log, projection: ledger });
    const cure =
      'Stop every node of version 2: 30 seconds after the last has ended, a node of this version takes over by itself.';
    await expect(back()).rejects.toMatchObject({
      code: 'REBUILD_STOPPED',
      message: `A newer version of ledger is live, and nodes have just run it. ${cure}`,
    });
    await expect(replay()).rejects.toMatchObject({
      message: `Version 2 of ledger is live, and this code has version 1. ${cure}`,
    });
    runner.start();
    await until(async () => {
      const known = await readGenerations(world.pool, ['ledger']);
      return known.some(({ live, owner }) => !live && owner === 'node');
    });
    await expect(back()).rejects.toMatchObject({
      code: 'LEASE_LOST',
      message: `A node of this version runs ledger already. ${cure}`,
    });
    await world.pool.query(
      `update projection.checkpoints set lease_expires_at = now() - interval '31 seconds' where live and name = 'ledger'`,
    );
    await until(async () => (await runner.status())[0]?.version === 1);
  });
});

describe('rebuilds that go on by themselves', () => {
  it('are one at a time, stop on any node, and resume', async () => {
    const ended: EndedRebuild[] = [];
    const onEnd = (one: EndedRebuild): void => void ended.push(one);
    const here = createRebuilds({ pool: world.pool, log: world.log, onEnd, batchSize: 1 });
    const there = createRebuilds({ pool: world.newPool(), log: world.log });
    await here.start(ledger, 'resume-or-start');
    await expect(here.start(ledger, 'resume-or-start')).rejects.toMatchObject({
      code: 'REBUILD_RUNNING',
    });
    await expect(there.start(ledger, 'resume-or-start')).rejects.toMatchObject({
      code: 'REBUILD_RUNNING',
    });
    expect(await there.stop('ledger')).toBe(true);
    await until(() => ended.length === 1);
    expect(ended[0]?.error).toMatchObject({ code: 'REBUILD_STOPPED' });
    expect(await there.stop('ledger')).toBe(false);
    await there.start(ledger, 'resume');
    await until(async () => (await runner.status())[0]?.generation === 2);
    await there.close();
    await here.close();
    await expectRight();
  });

  it('end with their process, and another one goes on with them', async () => {
    const here = createRebuilds({ pool: world.pool, log: world.log, batchSize: 1 });
    await here.start(ledger, 'resume-or-start');
    await here.close();
    const result = await replay();
    expect(result.equal).toBe(true);
    await expectRight();
  });
});

describe('a replay of several projections', () => {
  it('reads the log once for all of them', async () => {
    const reads: number[] = [];
    const counting = {
      head: () => world.log.head(),
      readAll: (range: Parameters<typeof world.log.readAll>[0]) => {
        reads.push(range?.after ?? 0);
        return world.log.readAll(range);
      },
    };
    const outcomes = await replayProjections({
      pool: world.pool,
      log: counting,
      projections: [ledger, counter],
      batchSize: 20,
    });
    expect(outcomes.map(({ name, result }) => [name, result?.equal])).toEqual([
      ['ledger', true],
      ['counter', true],
    ]);
    const full = reads.filter((after) => after < 200);
    expect(full).toEqual([...new Set(full)]);
  });

  it('goes on with the others when one meets an event that it cannot take', async () => {
    const poisoned = {
      ...ledger,
      evolve: () => {
        throw new Error('no');
      },
    };
    const outcomes = await replayProjections({
      pool: world.pool,
      log: world.log,
      projections: [poisoned, counter],
      batchSize: 5,
    });
    expect(outcomes[0]?.error).toMatchObject({ code: 'EVENT_REFUSED', position: 1 });
    expect(outcomes[1]?.result).toMatchObject({ equal: true });
  });
});
