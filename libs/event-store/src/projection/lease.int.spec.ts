import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acquireLease, holdLease, releaseLease, type Lease } from './lease.ts';
import { openGeneration } from './registry.ts';
import { createProjectionRunner, type ProjectionRunner } from './runner.ts';
import { appendMovements, ledger, someMovements } from './testing/ledger.ts';
import { createWorld, expectedOf, readTable, until, type World } from './testing/world.ts';
import { createWriter } from './writer.ts';

let world: World;
const runners: ProjectionRunner[] = [];

beforeEach(async () => {
  world = await createWorld();
});

afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await world.end();
});

async function take(owner: string, ttlMs = 60_000): Promise<Lease | undefined> {
  const id = await openGeneration(world.pool, ledger);
  return acquireLease(world.pool, { id, owner, ttlMs, retryStopped: true });
}

async function mustTake(owner: string, ttlMs?: number): Promise<Lease> {
  const lease = await take(owner, ttlMs);
  if (!lease) throw new Error(`${owner} was refused the lease`);
  return lease;
}

describe('a lease', () => {
  it('is held by one at a time and passes on when it is given back', async () => {
    const first = await mustTake('a');
    expect(await take('b')).toBeUndefined();
    await releaseLease(world.pool, first);
    expect((await mustTake('b')).fence).toBe(first.fence + 1);
  });

  it('passes on when it runs out', async () => {
    await mustTake('a', 1);
    await until(async () => (await take('b')) !== undefined);
    expect(await take('a')).toBeUndefined();
  });

  it('is given back at once to the same owner, with a higher fence', async () => {
    const first = await mustTake('a');
    expect((await mustTake('a')).fence).toBe(first.fence + 1);
  });

  it('is not given back by one who has lost it', async () => {
    const lost = await mustTake('a', 1);
    await until(async () => (await take('b')) !== undefined);
    await releaseLease(world.pool, lost);
    expect(await take('c')).toBeUndefined();
  });

  it('lasts while it is renewed, and its holder hears when another has it', async () => {
    const lease = await mustTake('a', 300);
    let heard = 0;
    const held = holdLease(world.pool, lease, {
      ttlMs: 300,
      renewMs: 30,
      onOver: () => (heard += 1),
    });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect([held.over, await take('b')]).toEqual([false, undefined]);
    await world.pool.query(`update projection.checkpoints set fence = fence + 1`);
    await until(() => held.over);
    await held.stop();
    expect(heard).toBe(1);
  });

  it('is given up when the database does not answer for as long as it lasts', async () => {
    const lease = await mustTake('a', 200);
    const pool = world.newPool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' });
    const held = holdLease(pool, lease, { ttlMs: 200, renewMs: 30, onOver: () => undefined });
    await until(() => held.over);
    await held.stop();
  });
});

describe('a writer', () => {
  it('is refused once another has the lease, and stores nothing', async () => {
    await appendMovements(world.log, someMovements(10));
    const events = await world.log.readAll();
    const frozen = createWriter(world.pool, ledger, await mustTake('a', 1));
    await frozen.take(events.slice(0, 4), 'catching-up');
    let second: Lease | undefined;
    await until(async () => (second = await take('b')) !== undefined);
    if (!second) throw new Error('nobody took over');

    await expect(frozen.take(events.slice(4), 'live')).rejects.toMatchObject({
      code: 'LEASE_LOST',
    });
    expect((await readTable(world.pool, ledger)).every(({ position }) => position <= 4)).toBe(true);

    const next = createWriter(world.pool, ledger, second);
    expect(next.position).toBe(4);
    await next.take(events.slice(4), 'live');
    await expect(frozen.take(events.slice(4), 'live')).rejects.toMatchObject({
      code: 'LEASE_LOST',
    });
    expect(next.digest.toString('hex')).toBe((await expectedOf(world.log, ledger)).digest);
  });

  it('is refused when the checkpoint is not where it left it', async () => {
    await appendMovements(world.log, someMovements(4));
    const events = await world.log.readAll();
    const writer = createWriter(world.pool, ledger, await mustTake('a'));
    await world.pool.query(`update projection.checkpoints set position = 2`);
    await expect(writer.take(events, 'live')).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect(await readTable(world.pool, ledger)).toEqual([]);
  });
});

describe('two runners on one database', () => {
  const start = (nodeId: string, pool = world.pool): ProjectionRunner => {
    const { log } = world;
    const lease = { ttlMs: 400, renewMs: 80 };
    const runner = createProjectionRunner({
      pool,
      log,
      projections: [ledger],
      nodeId,
      lease,
      pollMs: 40,
    });
    runners.push(runner);
    runner.start();
    return runner;
  };
  const runnerOf = async (runner: ProjectionRunner): Promise<string | null | undefined> =>
    (await runner.status())[0]?.runner;

  it('share the work: one runs, and when it stops the other goes on', async () => {
    const first = start('first');
    await until(async () => (await runnerOf(first)) === 'first');
    const second = start('second');
    await appendMovements(world.log, someMovements(30));
    await until(async () => (await second.status())[0]?.position === 30);
    expect(await runnerOf(second)).toBe('first');
    await first.stop();
    await until(async () => (await runnerOf(second)) === 'second');
    await appendMovements(world.log, someMovements(30, 30));
    await until(async () => (await second.status())[0]?.position === 60);
    expect((await second.status())[0]?.digest).toBe((await expectedOf(world.log, ledger)).digest);
  });

  it('go on when the one that runs is cut off, and it comes back as the one that waits', async () => {
    const cut = world.newPool({ max: 4 });
    const first = start('first', cut);
    await until(async () => (await runnerOf(first)) === 'first');
    const second = start('second');
    // What a frozen process is to the others: a lease that is not renewed.
    await world.pool.query(
      `update projection.checkpoints set lease_owner = 'second', fence = fence + 1`,
    );
    await until(async () => (await runnerOf(second)) === 'second');
    await appendMovements(world.log, someMovements(30));
    await until(async () => (await second.status())[0]?.position === 30);
    expect(await runnerOf(first)).toBe('second');
    expect((await second.status())[0]?.digest).toBe((await expectedOf(world.log, ledger)).digest);
  });
});
