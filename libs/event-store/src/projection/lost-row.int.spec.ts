import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { computeDigest } from './compute-digest.ts';
import { followProjection, type Follower } from './follower.ts';
import { findLosses } from './losses.ts';
import { replayProjection } from './replay.ts';
import { readGenerations } from './registry.ts';
import { rollBack } from './rollback.ts';
import type { ProjectionRunner } from './runner.ts';
import { openShadow } from './shadow.ts';
import { appendMovements, counter, ledger, someMovements } from './testing/ledger.ts';
import { runningWorld } from './testing/running-world.ts';
import { expectedOf, until, type World } from './testing/world.ts';

let world: World;
let runner: ProjectionRunner;

beforeEach(async () => {
  ({ world, runner } = await runningWorld(50, [ledger, counter]));
});

afterEach(async () => {
  await runner.stop();
  await world.end();
});

const replay = (options: Partial<Parameters<typeof replayProjection>[0]> = {}) =>
  replayProjection({ pool: world.pool, log: world.log, projection: ledger, ...options });

const lost = { name: 'ledger', lost: 'checkpoint' };

const known = () => readGenerations(world.pool, ['ledger']);

const deleteLive = () =>
  world.pool.query(`delete from projection.checkpoints c where c.name = 'ledger' and c.live`);

async function served(generation: number): Promise<void> {
  const { position } = await world.log.head();
  await until(async () => {
    const [status] = await runner.status();
    return status?.generation === generation && status.position === position;
  });
}

async function expectRight(): Promise<void> {
  const { digest } = await expectedOf(world.log, ledger);
  const { computed, recorded } = await computeDigest(world.pool, 'ledger');
  expect([computed, recorded]).toEqual([digest, digest]);
}

/** Follows the ledger and keeps at which positions it held everything. */
function follow(): { readonly follower: Follower; readonly seen: number[] } {
  const seen: number[] = [];
  const follower = followProjection({
    pool: world.pool,
    projection: ledger,
    pollMs: 5,
    onChanges: (_, position, { complete }) => {
      if (complete) seen.push(position);
    },
  });
  return { follower, seen };
}

describe('a row of the checkpoints that somebody deleted', () => {
  it('is made again by the node that ran it, beside what was served, which goes', async () => {
    const { follower, seen } = follow();
    await follower.ready;
    await deleteLive();
    await served(2);
    await appendMovements(world.log, someMovements(5, 50));
    await until(() => seen.includes(55));
    await follower.stop();
    // Whoever shows what it held is not taken back to a part of it.
    expect(seen.every((position) => position >= 50)).toBe(true);
    await expectRight();
    const { rows } = await world.pool.query<{ old: string | null }>(
      `select to_regclass('projection.ledger_v1_g1') as old`,
    );
    expect(rows).toEqual([{ old: null }]);
  });

  it('is made again by a replay, which is told from one that compared', async () => {
    await runner.stop();
    await deleteLive();
    expect(await findLosses(world.pool, [ledger, counter])).toEqual([lost]);
    const { digest } = await expectedOf(world.log, ledger);
    const uncompared = { position: 50, events: 50, before: null, after: digest, equal: null };
    expect(await replay({ dryRun: true })).toMatchObject(uncompared);
    expect(await known()).toEqual([]);
    expect(await replay()).toMatchObject(uncompared);
    expect(await known()).toMatchObject([{ generation: 2, live: true, position: 50 }]);
    expect(await findLosses(world.pool, [ledger])).toEqual([]);
    await expectRight();
  });

  it('leaves the former filling to whoever runs the projection, or goes back', async () => {
    await replay();
    await deleteLive();
    await served(1);
    await replay();
    await runner.stop();
    await deleteLive();
    expect(await rollBack({ pool: world.pool, log: world.log, projection: ledger })).toMatchObject({
      generation: 1,
      before: { generation: 0 },
    });
    await expectRight();
  });

  it('does not keep an unfinished rebuild from its end', async () => {
    await runner.stop();
    await openShadow(world.pool, ledger, 'resume-or-start');
    await deleteLive();
    expect(await findLosses(world.pool, [ledger])).toEqual([lost]);
    const [status] = await runner.status();
    expect(status).toMatchObject({ generation: 0, rebuild: { position: 0, to: 50 } });
    expect(await replay({ choice: 'resume' })).toMatchObject({ events: 50, equal: null });
    expect(await known()).toMatchObject([{ generation: 2, live: true, position: 50 }]);
    await expectRight();
  });
});
