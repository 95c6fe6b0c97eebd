import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { replayProjection, replayProjections } from './replay.ts';
import { createRebuilds, type EndedRebuild } from './rebuilds.ts';
import type { ProjectionRunner } from './runner.ts';
import { dieAt } from './testing/dying-pool.ts';
import { hesitateBefore } from './testing/hesitating-pool.ts';
import { appendMovements, counter, ledger, someMovements } from './testing/ledger.ts';
import { runningWorld } from './testing/running-world.ts';
import { expectRight, liveTable, until, untilCaughtUp, type World } from './testing/world.ts';

let world: World;
let runner: ProjectionRunner;

beforeEach(async () => {
  ({ world, runner } = await runningWorld(200, [ledger, counter]));
});

afterEach(async () => {
  await runner.stop();
  await world.end();
});

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

/** All that is served is what the whole log says. */
async function right(): Promise<void> {
  await untilCaughtUp(world, runner);
  await expectRight(world, ledger);
}

describe('an unfinished rebuild', () => {
  it('is finished by a process that is short of processor time while it makes the table ready', async () => {
    const pool = hesitateBefore(world.pool, /^analyze/, 2_000);
    expect(await replay({ pool })).toMatchObject({ equal: true });
    await right();
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
    await right();
    expect((await runner.status())[0]?.rebuild).toBeUndefined();
  });

  it('is shown too when it had caught up before it was stopped', async () => {
    // The last page is not full, which tells the rebuild that it is at the end.
    await appendMovements(world.log, someMovements(5, 200));
    await untilCaughtUp(world, runner);
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
      await right();
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
    await world.pool.query(sql(await liveTable(world, ledger)));
    await world.pool.query(
      `update ${await liveTable(world, ledger)} set state = '{}' where position = 101`,
    );
    expect(await replay({ dryRun: true })).toMatchObject({ equal: false, firstDifference: 33 });
    expect(await replay()).toMatchObject({ equal: false, firstDifference: 33 });
    await right();
    expect(await replay({ dryRun: true })).toMatchObject({ equal: true, firstDifference: null });
  });

  it('is found where a revision ends elsewhere', async () => {
    const table = await liveTable(world, ledger);
    await world.pool.query(
      `update ${table} set superseded_at = superseded_at + 1 where position = 1`,
    );
    expect(await replay()).toMatchObject({ equal: false, firstDifference: 1 });
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
    await right();
  });

  it('end with their process, and another one goes on with them', async () => {
    const here = createRebuilds({ pool: world.pool, log: world.log, batchSize: 1 });
    await here.start(ledger, 'resume-or-start');
    await here.close();
    const result = await replay();
    expect(result.equal).toBe(true);
    await right();
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
