import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { command, writing } from '../log/testing/commands.ts';
import { createPostgresLog } from './postgres-log.ts';
import { logDatabase, type LogDatabase } from './testing/log-database.ts';
import { verifyRange } from './verify-range.ts';

describe('verifying the log', () => {
  let database: LogDatabase;

  beforeAll(async () => {
    database = await logDatabase();
    const log = createPostgresLog({ pool: database.pool });
    for (let n = 0; n < 5; n += 1)
      await log.append(command([writing('a', n * 2, { n, text: 'şuşa 🕊 \u001f' }, n)]));
    await log.close();
  });
  afterAll(() => database.drop());

  /** Runs `sql` with the triggers off, looks at every range, and undoes it. */
  async function firstBadAfter(sql: string): Promise<Record<string, number | undefined>> {
    const client = await database.pool.connect();
    const inTransaction = client as unknown as typeof database.pool;
    try {
      await client.query('begin');
      await client.query('set local session_replication_role = replica');
      await client.query(sql);
      return {
        all: await verifyRange(inTransaction, 1, 10),
        beyond: await verifyRange(inTransaction, 1, 1000),
        early: await verifyRange(inTransaction, 1, 4),
        late: await verifyRange(inTransaction, 5, 10),
      };
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  it('finds nothing wrong with a log that nobody touched', async () => {
    expect(await firstBadAfter('select 1')).toEqual({});
    expect(await verifyRange(database.pool, 11, 20)).toBeUndefined();
  });

  it.each([
    [`update log.events set data = replace(data, 'ş', 's') where position = 7`],
    [`update log.events set meta = replace(meta, 'tester', 'nobody') where position = 7`],
    [`update log.events set type = 'Noticed' where position = 7`],
    [`update log.events set stream = 'b' where position = 7`],
    [`update log.events set version = 70 where position = 7`],
    [`update log.events set schema_version = 2 where position = 7`],
    [`update log.events set id = gen_random_uuid() where position = 7`],
    [
      `update log.events set recorded_at = recorded_at + interval '1 millisecond' where position = 7`,
    ],
    [`update log.events set recorded_at = 'infinity' where position = 7`],
    [`update log.events set hash = sha256('') where position = 7`],
    [`delete from log.events where position = 7`],
    [`delete from log.events where position in (7, 9)`],
    [
      `update log.events set position = case position when 7 then 1008 else 1007 end where position in (7, 8);
      update log.events set position = position - 1000 where position > 1000`,
    ],
  ])('finds the first bad position: %s', async (sql) => {
    expect(await firstBadAfter(sql)).toEqual({ all: 7, beyond: 7, late: 7 });
  });

  it.each([
    ['the last events are gone', 'delete from log.events where position > 8', 9],
    [
      'the head was set back',
      'update log.head set (position, hash) = (select position, hash from log.events where position = 8)',
      9,
    ],
    ['the head proves something else', `update log.head set hash = sha256('')`, 10],
    ['the first event is gone', 'delete from log.events where position = 1', 1],
    ['the event before a range is gone', 'delete from log.events where position = 4', 4],
    ['all is gone', 'delete from log.events', 1],
  ])('notices that %s', async (_, sql, position) => {
    expect((await firstBadAfter(sql))['beyond']).toBe(position);
  });

  it.each([
    ['and nothing else', 'select 1', {}],
    [
      'and an altered event',
      `update log.events set data = '{}' where position = 7`,
      { all: 7, beyond: 7, late: 7 },
    ],
    ['and an event', 'delete from log.events where position = 7', { all: 7, beyond: 7, late: 7 }],
    ['and every event', 'delete from log.events', {}],
  ])('looks at all there is when the row of the head is missing: %s', async (_, sql, found) => {
    expect(await firstBadAfter(`delete from log.head; ${sql}`)).toEqual(found);
  });

  it('reports the first position of a range whose predecessor is gone, for it cannot be proved', async () => {
    expect(await firstBadAfter('delete from log.events where position = 4')).toMatchObject({
      early: 4,
      late: 5,
    });
  });
});
