import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { computeDigest } from './compute-digest.ts';
import { skipEvent } from './interventions.ts';
import { findLosses } from './losses.ts';
import { replayProjection } from './replay.ts';
import { createRebuilds, type EndedRebuild } from './rebuilds.ts';
import { readGenerations } from './registry.ts';
import { rollBack } from './rollback.ts';
import type { ProjectionRunner } from './runner.ts';
import { openShadow } from './shadow.ts';
import { tableName } from './table.ts';
import { appendMovements, ledger, someMovements } from './testing/ledger.ts';
import { runningWorld } from './testing/running-world.ts';
import { expectedOf, quickRunner, until, untilCaughtUp, type World } from './testing/world.ts';

let world: World;
let runner: ProjectionRunner;

beforeEach(async () => {
  ({ world, runner } = await runningWorld(50));
});

afterEach(async () => {
  await runner.stop();
  await world.end();
});

async function dropTableOf(wanted: { readonly live: boolean }): Promise<void> {
  const known = await readGenerations(world.pool, ['ledger']);
  const found = known.find(({ live }) => live === wanted.live);
  if (!found) throw new Error('there is no such generation');
  await world.pool.query(`drop table ${tableName(found)}`);
}

async function stoppedForWantOfIt(): Promise<void> {
  await appendMovements(world.log, someMovements(5, 50));
  await until(async () => (await readGenerations(world.pool, ['ledger']))[0]?.status === 'stopped');
}

const replay = (options: Partial<Parameters<typeof replayProjection>[0]> = {}) =>
  replayProjection({ pool: world.pool, log: world.log, projection: ledger, ...options });

const lost = { equal: false, tableMissing: true, before: null, firstDifference: null };

describe('a live table that somebody dropped', () => {
  it('is found, and differs from a replay that writes nothing', async () => {
    expect(await findLosses(world.pool, [ledger, { name: 'unheard-of' }])).toEqual([]);
    await dropTableOf({ live: true });
    expect(await findLosses(world.pool, [ledger])).toEqual([{ name: 'ledger', lost: 'table' }]);
    const { digest } = await expectedOf(world.log, ledger);
    expect(await computeDigest(world.pool, 'ledger')).toMatchObject({
      computed: null,
      recorded: digest,
      position: 50,
    });
    expect(await replay({ dryRun: true })).toMatchObject({ ...lost, position: 50, after: digest });
    expect(await readGenerations(world.pool, ['ledger'])).toHaveLength(1);
  });

  it.each(['resume-or-start', 'start-over'] as const)(
    'is made again by a replay (%s), which the runner goes on with',
    async (choice) => {
      await dropTableOf({ live: true });
      const { digest } = await expectedOf(world.log, ledger);
      expect(await replay({ choice })).toMatchObject({ ...lost, after: digest });
      await appendMovements(world.log, someMovements(5, 50));
      await untilCaughtUp(world, runner);
      const { computed } = await computeDigest(world.pool, 'ledger');
      expect(computed).toBe((await expectedOf(world.log, ledger)).digest);
      expect(await replay()).toMatchObject({ equal: true, tableMissing: false });
    },
  );

  it('is told from the first moment on, and is no event that could be skipped', async () => {
    const missing = 'The table of ledger is missing: replay it.';
    await dropTableOf({ live: true });
    expect((await runner.status())[0]).toMatchObject({
      status: 'stopped',
      error: { position: 50, message: missing },
    });
    await stoppedForWantOfIt();
    expect((await runner.status())[0]).toMatchObject({ error: { position: 50, message: missing } });
    const { pool, log } = world;
    const by = { recordedBy: 'operator', correlationId: 'c', reason: 'r' };
    const skipped = skipEvent({ pool, log, projection: ledger, position: 51, ...by });
    await expect(skipped).rejects.toMatchObject({ code: 'NOT_STOPPED', message: missing });
  });

  it('is made again although the projection stopped for want of it', async () => {
    await dropTableOf({ live: true });
    await stoppedForWantOfIt();
    await replay();
    await untilCaughtUp(world, runner);
    expect((await runner.status())[0]).toMatchObject({ generation: 2, status: 'live' });
  });

  it('is nothing to go back to', async () => {
    await dropTableOf({ live: true });
    await replay();
    const back = rollBack({ pool: world.pool, log: world.log, projection: ledger });
    await expect(back).rejects.toMatchObject({
      code: 'NOTHING_TO_ROLL_BACK_TO',
      message: expect.stringMatching(/missing/),
    });
    expect((await runner.status())[0]?.generation).toBe(2);
  });
});

describe('the table of an unfinished rebuild that somebody dropped', () => {
  const newer = { ...ledger, version: 2 };

  it('is nothing to go on with, and the next rebuild begins anew', async () => {
    const stop = new AbortController();
    const onProgress = (): void => stop.abort();
    const halted = replay({ signal: stop.signal, onProgress, batchSize: 20 });
    await expect(halted).rejects.toMatchObject({ code: 'REBUILD_STOPPED' });
    await dropTableOf({ live: false });
    await expect(replay({ choice: 'resume' })).rejects.toMatchObject({
      code: 'NOTHING_TO_RESUME',
      message: expect.stringMatching(/missing/),
    });
    expect(await replay()).toMatchObject({ resumedFrom: 0, events: 50, equal: true });
    expect(await readGenerations(world.pool, ['ledger'])).toHaveLength(2);
  });

  it('is made anew by the newer version that was to fill it', async () => {
    await runner.stop();
    await openShadow(world.pool, newer, 'resume-or-start');
    await dropTableOf({ live: false });
    runner = quickRunner(world, [newer]);
    runner.start();
    await until(async () => (await runner.status())[0]?.version === 2);
    await untilCaughtUp(world, runner);
    expect((await runner.status())[0]).toMatchObject({ generation: 3, status: 'live' });
  });
});

describe('a rebuild that fails for a reason which lies in no event', () => {
  it('is shown with the reason until it is taken up', async () => {
    const ended: EndedRebuild[] = [];
    // Its comparison fails, as it does when the server ends it.
    const refuse = `alter table projection.ledger_v1_g1 rename column state to lost`;
    await world.pool.query(refuse);
    const rebuilds = createRebuilds({
      pool: world.pool,
      log: world.log,
      onEnd: (one) => void ended.push(one),
    });
    await rebuilds.start(ledger, 'resume-or-start');
    await until(() => ended.length === 1);
    expect((await runner.status())[0]?.rebuild).toMatchObject({
      position: 50,
      runner: null,
      error: { position: 50, message: expect.stringMatching(/t\.state does not exist/) },
    });
    await world.pool.query('alter table projection.ledger_v1_g1 rename column lost to state');
    expect(await replay({ choice: 'resume' })).toMatchObject({ equal: true });
    const [status] = await runner.status();
    expect(status).toMatchObject({ generation: 2 });
    expect([status?.error, status?.rebuild]).toEqual([undefined, undefined]);
  });
});
