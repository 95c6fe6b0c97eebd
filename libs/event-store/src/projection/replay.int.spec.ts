import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { computeDigest } from './compute-digest.ts';
import type { Progress } from './read-through.ts';
import { readModel } from './read-model.ts';
import { replayProjection } from './replay.ts';
import type { ProjectionRunner } from './runner.ts';
import { readGenerations } from './registry.ts';
import { appendMovements, ledger, someMovements } from './testing/ledger.ts';
import { runningWorld } from './testing/running-world.ts';
import { expectedOf, liveTable, readTable, until, type World } from './testing/world.ts';

let world: World;
let runner: ProjectionRunner;

beforeEach(async () => {
  ({ world, runner } = await runningWorld(100));
});

afterEach(async () => {
  await runner.stop();
  await world.end();
});

async function runnerAt(position: number): Promise<void> {
  await until(async () => (await runner.status())[0]?.position === position);
}

/** Until the runner has left the generation that was replaced. */
async function served(generation: number): Promise<void> {
  await until(async () => {
    const known = await readGenerations(world.pool, ['ledger']);
    return known.every((one) => (one.owner !== null) === (one.generation === generation));
  });
}

const replay = (options: Partial<Parameters<typeof replayProjection>[0]> = {}) =>
  replayProjection({
    pool: world.pool,
    log: world.log,
    projection: ledger,
    batchSize: 30,
    ...options,
  });

describe('a replay', () => {
  it('makes the same bytes in a generation of its own, and puts it into service', async () => {
    const before = await readTable(world.pool, ledger);
    const progress: Progress[] = [];
    const result = await replay({ onProgress: (one) => progress.push(one) });
    const { digest } = await expectedOf(world.log, ledger);
    expect(result).toMatchObject({
      position: 100,
      before: digest,
      after: digest,
      equal: true,
      events: 100,
    });
    expect(await readTable(world.pool, ledger)).toEqual(before);
    expect((await runner.status())[0]).toMatchObject({ generation: 2, position: 100, digest });
    expect(progress.map(({ position, head }) => [position, head])).toEqual([
      [30, 100],
      [60, 100],
      [90, 100],
      [100, 100],
    ]);
    expect(progress.at(-1)?.etaSeconds).toBe(0);
  });

  it('is followed by the runner, and includes what is appended meanwhile', async () => {
    let from = 100;
    const result = await replay({
      onProgress: () => {
        from += 1;
        void appendMovements(world.log, someMovements(1, from)).then(() => runner.wake());
      },
    });
    expect(result.equal).toBe(true);
    await appendMovements(world.log, someMovements(3, 500));
    const head = (await world.log.head()).position;
    await runnerAt(head);
    const { digest } = await expectedOf(world.log, ledger);
    await until(async () => (await runner.status())[0]?.generation === 2);
    expect(await computeDigest(world.pool, 'ledger')).toMatchObject({
      generation: 2,
      computed: digest,
      recorded: digest,
    });
  });

  it('never takes readers back in the log', async () => {
    const seen: number[] = [];
    let replaying = true;
    const isReplaying = (): boolean => replaying;
    const watch = (async () => {
      while (isReplaying()) {
        const live = (await readGenerations(world.pool, ['ledger'])).find((one) => one.live);
        seen.push(live?.position ?? -1);
      }
    })();
    const append = (async () => {
      for (let from = 100; isReplaying(); from += 1) {
        await appendMovements(world.log, someMovements(1, from));
        runner.wake();
      }
    })();
    await replay();
    await replay();
    replaying = false;
    await Promise.all([watch, append]);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('writes nothing when dry, and finds a table that was tampered with', async () => {
    expect(await replay({ dryRun: true })).toMatchObject({
      position: 100,
      equal: true,
      events: 100,
    });
    const table = await liveTable(world, ledger);
    await world.pool.query(`update ${table} set state = '{"balance": 0}' where position = 1`);
    const { computed, recorded } = await computeDigest(world.pool, 'ledger');
    expect(computed).not.toBe(recorded);
    expect(await readGenerations(world.pool, ['ledger'])).toHaveLength(1);
  });

  it.each([
    'balance = 77',
    `notes = '{x}'`,
    'overdrawn = null',
    'nothing = now()',
    'superseded_at = 8',
  ])('finds a column that was tampered with: %s', async (change) => {
    const table = await liveTable(world, ledger);
    await world.pool.query(`update ${table} set ${change} where position = 7`);
    const { digest } = await expectedOf(world.log, ledger);
    const found = { equal: false, before: digest, after: digest, firstDifference: 7 };
    expect(await replay({ dryRun: true })).toMatchObject(found);
    expect(await replay()).toMatchObject(found);
    expect(await replay()).toMatchObject({ equal: true });
  });

  it('says that the digests differ when the fold has changed without a new version', async () => {
    const changed = { ...ledger, keyOf: () => 'one' };
    expect(await replay({ projection: changed, dryRun: true })).toMatchObject({ equal: false });
    expect(await replay({ projection: changed })).toMatchObject({ equal: false });
  });

  it('leaves the live generation alone when it is stopped, or meets an event that it cannot take', async () => {
    const stop = new AbortController();
    const stopped = replay({ signal: stop.signal, onProgress: () => stop.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'REBUILD_STOPPED' });
    const poisoned = replay({
      projection: {
        ...ledger,
        keyOf: (event) => {
          if (event.position === 45) throw new Error('no');
          return ledger.keyOf(event);
        },
      },
    });
    await expect(poisoned).rejects.toMatchObject({ code: 'EVENT_REFUSED', position: 45 });
    expect((await runner.status())[0]).toMatchObject({
      generation: 1,
      status: 'live',
      rebuild: { position: 44, error: { position: 45, message: 'no' } },
    });
  });

  it('is refused while another is under way, and removes what earlier ones left', async () => {
    let second: Promise<unknown> | undefined;
    await replay({
      onProgress: () => {
        second ??= replay().catch((error: unknown) => error);
      },
    });
    expect(await second).toMatchObject({ code: 'REBUILD_RUNNING' });
    await served(2);
    await replay();
    await served(3);
    await replay();
    const generations = await readGenerations(world.pool, ['ledger']);
    expect(generations).toHaveLength(2);
    const { rows } = await world.pool.query(
      `select from information_schema.tables where table_schema = 'projection' and table_name like 'ledger%'`,
    );
    expect(rows).toHaveLength(2);
  });
});

describe('a read model', () => {
  it('reads the live table by the name of the projection, through swaps', async () => {
    const model = readModel(world.pool, ledger, { maxAgeMs: 60_000 });
    const count = async (): Promise<number | undefined> => {
      const sql = (table: string): string =>
        `select count(*)::integer as n from ${table} where superseded_at is null and balance >= $1::integer`;
      return (await model.query<{ n: number }>(sql, [0])).rows[0]?.n;
    };
    expect([await model.table(), await count()]).toEqual(['projection."ledger_v1_g1"', 7]);
    await replay();
    model.refresh();
    expect([await model.table(), await count()]).toEqual(['projection."ledger_v1_g2"', 7]);
    await served(2);
    await replay();
    await served(3);
    // The table it knows was the one before the last: it is gone.
    await replay();
    expect(await count()).toBe(7);
  });

  it('says what is missing while nobody has run the projection', async () => {
    const model = readModel(world.pool, { name: 'unheard-of' });
    await expect(model.table()).rejects.toMatchObject({ code: 'NO_LIVE_GENERATION' });
  });
});
