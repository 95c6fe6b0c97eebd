import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { encodeCommand } from '../log/encode-command.ts';
import type { EventLog } from '../log/event-log.ts';
import { command, writing } from '../log/testing/commands.ts';
import { callOf } from './append-batch.ts';
import { createPostgresLog } from './postgres-log.ts';
import { logDatabase, type LogDatabase } from './testing/log-database.ts';
import { verifyRange } from './verify-range.ts';

describe('positions', () => {
  let database: LogDatabase;

  beforeAll(async () => {
    database = await logDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.clear();
  });

  /** What an appender sends, for a test that holds the transaction in its own hands. */
  const oneAppend = (stream: string, events = 1) => {
    const notes = Array.from({ length: events }, () => 'by hand');
    const { text, values } = callOf([encodeCommand(command([writing(stream, 'any', ...notes)]))]);
    return { text, values };
  };

  /** Reads until `until` says so; the positions in the order in which they were first seen. */
  async function watch(log: EventLog, until: () => boolean): Promise<number[]> {
    const seen: number[] = [];
    for (let more = true; more;) {
      more = !until();
      const page = await log.readAll({ after: seen.at(-1) ?? 0, limit: 100 });
      seen.push(...page.map((event) => event.position));
      more ||= page.length > 0;
    }
    return seen;
  }

  it('are dense and never seen out of order while two nodes append and transactions roll back', async () => {
    const nodes = [1, 2].map(() => createPostgresLog({ pool: database.pool, maxBatchCommands: 7 }));
    const reader = createPostgresLog({ pool: database.pool });
    let finished = false;

    const appending = nodes.map((node, n) =>
      Promise.all(
        Array.from({ length: 6 }, async (_, caller) => {
          for (let i = 0; i < 30; i += 1)
            await node.append(command([writing(`s-${String(n)}-${String(caller)}`, i, i)]));
        }),
      ),
    );
    const rollingBack = (async () => {
      const client = await database.pool.connect();
      for (let i = 0; i < 30; i += 1) {
        await client.query('begin');
        await client.query(oneAppend(`rolled-back-${String(i)}`));
        await client.query(i % 3 === 0 ? 'commit' : 'rollback');
      }
      client.release();
    })();
    const watching = watch(reader, () => finished);
    await Promise.all([...appending, rollingBack]);
    finished = true;
    const seen = await watching;

    expect(seen).toEqual(Array.from({ length: 2 * 6 * 30 + 10 }, (_, n) => n + 1));
    expect(await verifyRange(database.pool, 1, seen.length)).toBeUndefined();
    await Promise.all([...nodes, reader].map((log) => log.close()));
  });

  it.each([1, 2])(
    'are handed out in the order of the commits: a later append waits for an open transaction of %i events',
    async (events) => {
      const log = createPostgresLog({ pool: database.pool });
      const first = await database.pool.connect();
      await first.query('begin');
      await first.query(oneAppend('first', events));
      let answered = false;
      const second = log.append(command([writing('second', 0, 1)])).finally(() => {
        answered = true;
      });
      await untilWaitingForALock(database.pool);

      expect(answered).toBe(false);
      expect(await log.readAll()).toEqual([]);
      await first.query('commit');
      first.release();
      expect(await second).toMatchObject({ firstPosition: events + 1 });
      expect((await log.readAll()).map((event) => event.stream)).toEqual([
        ...Array.from({ length: events }, () => 'first'),
        'second',
      ]);
      await log.close();
    },
  );

  it('are used again when the transaction before rolled back', async () => {
    const log = createPostgresLog({ pool: database.pool });
    const first = await database.pool.connect();
    await first.query('begin');
    await first.query(oneAppend('a'));
    const second = log.append(command([writing('a', 0, 'mine')]));
    await untilWaitingForALock(database.pool);
    await first.query('rollback');
    first.release();

    expect(await second).toMatchObject({ firstPosition: 1, versions: { a: 1 } });
    await log.close();
  });

  it('tell a version conflict to the node that came second', async () => {
    const nodes = [1, 2].map(() => createPostgresLog({ pool: database.pool }));
    const results = await Promise.allSettled(
      Array.from({ length: 32 }, (_, n) =>
        nodes.map((node) => node.append(command([writing('a', 0, n)]))),
      ).flat(),
    );

    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect((await nodes[0]?.head())?.position).toBe(1);
    await Promise.all(nodes.map((log) => log.close()));
  });
});

async function untilWaitingForALock(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query(
      `select 1 from pg_stat_activity a where a.datname = current_database() and a.wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
    await delay(5);
  }
}
