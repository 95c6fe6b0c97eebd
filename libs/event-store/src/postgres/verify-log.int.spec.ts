import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Head } from '../log/event-log.ts';
import { command, writing } from '../log/testing/commands.ts';
import { beginEpoch } from './begin-epoch.ts';
import { compareHead, type HeadVerdict } from './compare-head.ts';
import { createPostgresLog } from './postgres-log.ts';
import { readHead } from './read-events.ts';
import { logDatabase, type LogDatabase } from './testing/log-database.ts';
import { verifyLog } from './verify-log.ts';

// What a superuser can do who knows how the chain is made: every hash from position $1 on is made anew, and the head with them.
const chainAnew = `
  create function pg_temp.chain_anew(first bigint) returns void language plpgsql as $$
  declare
    one log.events;
    before bytea := coalesce((select e.hash from log.events e where e.position = first - 1), decode(repeat('00', 32), 'hex'));
  begin
    for one in select * from log.events e where e.position >= first order by e.position loop
      before := sha256(before || convert_to(log.canonical(one.position, one.id::text, one.stream, one.version, one.type,
        one.schema_version, to_char(one.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), one.meta, one.data), 'UTF8'));
      update log.events e set hash = before where e.position = one.position;
    end loop;
    update log.head set hash = before, position = (select max(e.position) from log.events e);
  end $$;`;

const byteChanged = `update log.events set data = overlay(data placing 'x' from 3) where position = 7`;
const deleted = 'delete from log.events where position = 7';
// Everything after it makes room, and the head counts it.
const inserted = `update log.events set position = position + 1000 where position >= 7;
  update log.events set position = position - 999 where position > 1000;
  insert into log.events select 7, 1, schema_version, recorded_at, gen_random_uuid(), 'forged', type, meta, data, hash
    from log.events where position = 6;
  update log.head set position = position + 1`;
const swapped = `update log.events set position = case position when 7 then 1008 else 1007 end where position in (7, 8);
  update log.events set position = position - 1000 where position > 1000`;

describe('the proof of the log', () => {
  let database: LogDatabase;
  let kept: Head;

  beforeAll(async () => {
    database = await logDatabase();
    const log = createPostgresLog({ pool: database.pool });
    for (let n = 0; n < 10; n += 1)
      await log.append(command([writing('a', n, { n, text: 'şuşa 🕊' })]));
    kept = await log.head();
    for (let n = 10; n < 12; n += 1) await log.append(command([writing('a', n, { n })]));
    await log.close();
  });
  afterAll(() => database.drop());

  /** Runs `sql` as a superuser with the triggers off, looks at the whole log in small ranges, and undoes it. */
  async function foundAfter(sql: string): Promise<{ firstBad?: number; head: HeadVerdict }> {
    const client = await database.pool.connect();
    const inTransaction = client as unknown as typeof database.pool;
    try {
      await client.query('begin');
      await client.query('set local session_replication_role = replica');
      await client.query(chainAnew);
      await client.query(sql);
      const { rows } = await client.query<{ head: number }>(
        'select position::integer as head from log.head',
      );
      const firstBad = await verifyLog(inTransaction, { head: rows[0]?.head ?? 0, rangeSize: 3 });
      return {
        ...(firstBad !== undefined && { firstBad }),
        head: await compareHead(inTransaction, kept),
      };
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  it('is whole while nobody touched the log', async () => {
    expect(await foundAfter('select 1')).toEqual({ head: 'holds' });
  });

  it.each([
    ['a changed byte', byteChanged],
    ['a deleted row', deleted],
    ['an inserted row', inserted],
    ['two swapped rows', swapped],
  ])('names the first bad position of %s', async (_, sql) => {
    expect((await foundAfter(sql)).firstBad).toBe(7);
  });

  it('names the first of several, whichever range is done first', async () => {
    const several = `update log.events set data = '{}' where position in (5, 6, 9, 12)`;
    expect((await foundAfter(several)).firstBad).toBe(5);
  });

  it.each([
    ['a row after the head', `update log.head set position = 0`, 1],
    ['everything deleted', `delete from log.events; update log.head set position = 0`, undefined],
  ])('looks at an empty log too: %s', async (_, sql, firstBad) => {
    const emptied = `update log.head set hash = decode(repeat('00', 32), 'hex')`;
    const found = await foundAfter(`${sql}; ${emptied}`);
    expect(found).toEqual({ ...(firstBad !== undefined && { firstBad }), head: 'cut-back' });
  });

  it.each<[string, string, HeadVerdict]>([
    [
      'its tail was rewritten and the chain made anew',
      `${byteChanged}; select pg_temp.chain_anew(7)`,
      'rewritten',
    ],
    [
      'a row was inserted and the chain made anew',
      `${inserted}; select pg_temp.chain_anew(7)`,
      'rewritten',
    ],
    [
      'it was restored from before the head',
      'delete from log.events where position > 8; select pg_temp.chain_anew(8)',
      'cut-back',
    ],
    [
      'it is another log',
      `${byteChanged}; select pg_temp.chain_anew(7); update log.head set epoch = gen_random_uuid()`,
      'another-log',
    ],
    [
      'what came after the head was rewritten, which the head cannot know',
      `update log.events set data = '{}' where position = 11; select pg_temp.chain_anew(11)`,
      'holds',
    ],
  ])('tells by a kept head that %s', async (_, sql, head) => {
    expect(await foundAfter(sql)).toEqual({ head });
  });

  it('holds for the head of a log that was still empty', async () => {
    const { epoch } = kept;
    const empty = { epoch, position: 0, hash: '00'.repeat(32) };
    expect(await compareHead(database.pool, empty)).toBe('holds');
  });

  it('tells how far it is, up to the head', async () => {
    const done: number[] = [];
    await verifyLog(database.pool, { head: 12, rangeSize: 5, onProgress: (at) => done.push(at) });
    expect(done).toHaveLength(3);
    expect(done.at(-1)).toBe(12);
  });

  it('holds the same under a new epoch, but for the head of a log that was still empty', async () => {
    const before = await readHead(database.pool);
    const { epoch, ...same } = await beginEpoch(database.pool);
    expect({ ...same, epoch: before.epoch }).toEqual(before);
    expect(epoch).not.toBe(before.epoch);
    expect(await compareHead(database.pool, kept)).toBe('holds');
    const empty = { epoch: kept.epoch, position: 0, hash: '00'.repeat(32) };
    expect(await compareHead(database.pool, empty)).toBe('another-log');
  });
});
