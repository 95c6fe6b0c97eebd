import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { command, writing } from '../log/testing/commands.ts';
import { createPostgresLog, type PostgresLog } from './postgres-log.ts';
import { logDatabase, type LogDatabase } from './testing/log-database.ts';
import { waitingAppender } from './testing/waiting-appender.ts';

describe('batches of two', () => {
  let database: LogDatabase;
  let log: PostgresLog;

  beforeAll(async () => {
    database = await logDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.clear();
    log = createPostgresLog({ pool: database.pool, maxBatchCommands: 2 });
  });
  afterEach(() => log.close());

  const append = (stream: string, expected: number | 'any' = 0, commandId?: string) =>
    log.append(
      command([writing(stream, expected, 1)], commandId === undefined ? {} : { commandId }),
    );

  /** While it runs the head is locked, so that what is sent stays under way. It is given the process that waits. */
  async function whileHeld(work: (pid: () => Promise<number>) => Promise<void>): Promise<void> {
    const client = await database.pool.connect();
    await client.query('begin; select h.position from log.head h for update');
    try {
      await work(() => waitingAppender(database.pool));
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  const positionsOf = async (appends: readonly ReturnType<typeof append>[]) =>
    (await Promise.all(appends)).map(({ firstPosition }) => firstPosition);

  it('are sent one behind the other, and no more than two', async () => {
    let appends: ReturnType<typeof append>[] = [];
    await whileHeld(async (underWay) => {
      appends = ['a', 'b', 'c', 'd', 'e', 'f'].map((stream) => append(stream));
      await underWay();
      expect(log.waiting()).toBe(2);
    });
    expect(await positionsOf(appends)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are not sent behind what is under way while they are not whole', async () => {
    let appends: ReturnType<typeof append>[] = [];
    await whileHeld(async (underWay) => {
      appends = ['a', 'b', 'c'].map((stream) => append(stream));
      await underWay();
      expect(log.waiting()).toBe(1);
      appends.push(append('d'));
      await delay(20);
      expect(log.waiting()).toBe(0);
    });
    expect(await positionsOf(appends)).toEqual([1, 2, 3, 4]);
  });

  it('wait where they write to a stream that is under way, and are judged in the order in which they were made', async () => {
    await append('b');
    let appends: ReturnType<typeof append>[] = [];
    await whileHeld(async (underWay) => {
      // The first batch is refused whole, as b exists, and is sent again.
      appends = [append('a'), append('b'), append('a', 1), append('c')];
      appends[1]?.catch(() => undefined);
      await underWay();
      expect(log.waiting()).toBe(2);
    });
    await expect(appends[1]).rejects.toMatchObject({ code: 'version-conflict' });
    expect(await positionsOf(appends.filter((_, index) => index !== 1))).toEqual([2, 3, 4]);
  });

  it('behind one that is refused whole get verdicts of their own', async () => {
    await append('b');
    let appends: ReturnType<typeof append>[] = [];
    await whileHeld(async (underWay) => {
      appends = [append('a'), append('b'), append('c'), append('d')];
      appends[1]?.catch(() => undefined);
      await underWay();
      expect(log.waiting()).toBe(0);
    });
    await expect(appends[1]).rejects.toMatchObject({ code: 'version-conflict' });
    const taken = await positionsOf(appends.filter((_, index) => index !== 1));
    expect(taken.sort()).toEqual([2, 3, 4]);
  });

  it('are both sent again, in their order and once, when their connection was killed', async () => {
    let appends: ReturnType<typeof append>[] = [];
    await whileHeld(async (underWay) => {
      appends = ['a', 'b', 'c', 'd'].map((stream) => append(stream, 'any', `once-${stream}`));
      const pid = await underWay();
      expect(log.waiting()).toBe(0);
      await database.pool.query('select pg_terminate_backend($1)', [pid]);
    });
    expect(await positionsOf(appends)).toEqual([1, 2, 3, 4]);
    expect((await log.head()).position).toBe(4);
  });

  it('of many that append again at once all come to their end', async () => {
    const callers = Array.from({ length: 9 }, async (_, caller) => {
      for (let version = 0; version < 20; version += 1) await append(`s${caller}`, version);
    });
    await Promise.all(callers);
    expect((await log.head()).position).toBe(180);
  });
});
