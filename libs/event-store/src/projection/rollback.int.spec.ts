import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { computeDigest } from './compute-digest.ts';
import { replayProjection } from './replay.ts';
import { readGenerations } from './registry.ts';
import { rollBack } from './rollback.ts';
import type { ProjectionRunner } from './runner.ts';
import { appendMovements, ledger, someMovements } from './testing/ledger.ts';
import { runningWorld } from './testing/running-world.ts';
import { expectRight, liveTable, until, untilCaughtUp, type World } from './testing/world.ts';

let world: World;
let runner: ProjectionRunner;

beforeEach(async () => {
  ({ world, runner } = await runningWorld(200));
});

afterEach(async () => {
  await runner.stop();
  await world.end();
});

const replay = (projection = ledger) =>
  replayProjection({ pool: world.pool, log: world.log, projection });

describe('a rollback', () => {
  it('serves the earlier generation again, brought up to date, and another one takes it back', async () => {
    await world.pool.query(
      `update ${await liveTable(world, ledger)} set state = '{}' where position = 33`,
    );
    await replay();
    await appendMovements(world.log, someMovements(25, 200));
    const back = await rollBack({ pool: world.pool, log: world.log, projection: ledger });
    expect(back).toMatchObject({ generation: 1, position: 225, before: { generation: 2 } });
    await untilCaughtUp(world, runner);
    expect((await computeDigest(world.pool, 'ledger')).computed).not.toBe(back.digest);
    await appendMovements(world.log, someMovements(5, 225));
    await untilCaughtUp(world, runner);
    const forth = await rollBack({ pool: world.pool, log: world.log, projection: ledger });
    expect(forth).toMatchObject({ generation: 2, position: 230, before: { generation: 1 } });
    await untilCaughtUp(world, runner);
    await expectRight(world, ledger);
  });

  it('is refused when nothing was replaced, or what was is of another version', async () => {
    const back = () => rollBack({ pool: world.pool, log: world.log, projection: ledger });
    await expect(back()).rejects.toMatchObject({ code: 'NOTHING_TO_ROLL_BACK_TO' });
    const next = { ...ledger, version: 2 };
    await runner.stop();
    await replay(next);
    const refused = rollBack({ pool: world.pool, log: world.log, projection: next });
    await expect(refused).rejects.toMatchObject({ code: 'NOTHING_TO_ROLL_BACK_TO' });
  });
});

describe('an older version', () => {
  it('takes over by itself once nobody runs the newer one, and a rollback says so meanwhile', async () => {
    await runner.stop();
    await replay({ ...ledger, version: 2 });
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
