import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Appended, EventLog } from '../log/event-log.ts';
import { command, writing } from '../log/testing/commands.ts';
import type { AppendBatch } from './appender.ts';
import { createPostgresLog, type PostgresLogOptions } from './postgres-log.ts';
import { logDatabase, type LogDatabase } from './testing/log-database.ts';
import { openProxy, type Proxy } from './testing/proxy.ts';
import { waitingAppender } from './testing/waiting-appender.ts';

describe('the appender', () => {
  let database: LogDatabase;
  let proxy: Proxy;
  let log: EventLog;

  beforeAll(async () => {
    database = await logDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.clear();
    proxy = await openProxy(database.url);
    log = opened({});
  });
  afterEach(async () => {
    await log.close();
    await proxy.close();
  });

  function opened(options: Partial<PostgresLogOptions>): EventLog {
    return createPostgresLog({ connectionString: proxy.url, ...options });
  }

  /** Holds the head's lock, so that what is appended stays in flight until it is let go. */
  async function holdTheHead(): Promise<() => Promise<void>> {
    const client = await database.pool.connect();
    await client.query('begin; select h.position from log.head h for update');
    return async () => {
      await client.query('rollback');
      client.release();
    };
  }

  const untilInFlight = (): Promise<number> => waitingAppender(database.pool);

  const append = (stream: string, commandId?: string): Promise<Appended> =>
    log.append(command([writing(stream, 'any', 1)], commandId === undefined ? {} : { commandId }));

  it('says that it does not know what became of an append whose connection was killed', async () => {
    const letGo = await holdTheHead();
    const lost = append('a').catch((error: unknown) => error);
    await database.pool.query('select pg_terminate_backend($1)', [await untilInFlight()]);

    expect(await lost).toMatchObject({ code: 'log-unavailable', stored: 'unknown' });
    await letGo();
    expect(await append('a')).toMatchObject({ firstPosition: 1 });
  });

  it('sends a command with an id again when its connection was killed, and what waited behind it', async () => {
    const letGo = await holdTheHead();
    const retried = append('a', 'once');
    const pid = await untilInFlight();
    const behind = append('b');
    await database.pool.query('select pg_terminate_backend($1)', [pid]);
    await letGo();

    expect(await retried).toMatchObject({ firstPosition: 1, duplicate: false });
    expect(await behind).toMatchObject({ firstPosition: 2 });
  });

  it('keeps what waits while the database is away, and stores it when it is back', async () => {
    await append('a');
    proxy.refuse();
    const waiting = append('a', 'one');
    await delay(50);
    proxy.allow();

    expect(await waiting).toMatchObject({ firstPosition: 2, duplicate: false });
  });

  it('gives up on a database that stays away, and says that nothing was stored', async () => {
    await log.close();
    log = opened({ waitMs: 150 });
    proxy.refuse();

    await expect(append('a')).rejects.toMatchObject({ code: 'log-unavailable', stored: 'no' });
    await expect(log.head()).rejects.toMatchObject({ code: 'log-unavailable' });
    proxy.allow();
    expect(await append('a')).toMatchObject({ firstPosition: 1 });
  });

  it('gives up on a call that the database does not finish in time, and says that nothing was stored', async () => {
    await log.close();
    log = opened({ callTimeoutMs: 100 });
    const letGo = await holdTheHead();

    await expect(append('a')).rejects.toMatchObject({ code: 'log-unavailable', stored: 'no' });
    await letGo();
    expect(await append('a')).toMatchObject({ firstPosition: 1 });
  });

  it.each([
    ['disk_full', '53100'],
    ['out_of_memory', '53200'],
  ])('says that the database has no room or no resources left: %s', async (condition, code) => {
    await database.pool.query(`
      create function log.lack() returns trigger language plpgsql as $$
        begin raise ${condition}; end $$;
      create trigger lack before insert on log.events execute function log.lack()`);

    await expect(append('a')).rejects.toMatchObject({
      code: 'log-unavailable',
      stored: 'no',
      message: expect.stringMatching(/has no room or no resources left and nothing was stored/),
      cause: expect.objectContaining({ code }),
    });
    await database.pool.query('drop function log.lack cascade');
    expect(await append('a')).toMatchObject({ firstPosition: 1 });
  });

  it('says that the database is read-only, and takes writes again when it is not', async () => {
    const name = new URL(database.url).pathname.slice(1);
    const readOnly = (setting: 'on' | 'off') =>
      database.pool.query(`alter database ${name} set default_transaction_read_only = ${setting};
        select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`);
    await readOnly('on');
    await expect(append('a', 'once')).rejects.toMatchObject({
      code: 'log-unavailable',
      stored: 'no',
      message: expect.stringMatching(/is read-only and nothing was stored/),
      cause: expect.objectContaining({ code: '25006' }),
    });
    await readOnly('off');
    expect(await append('a', 'once')).toMatchObject({ firstPosition: 1, duplicate: false });
  });

  it('notices a connection that went silent', async () => {
    await log.close();
    log = opened({ callTimeoutMs: 100 });
    await append('a');
    proxy.silence();

    await expect(append('a')).rejects.toMatchObject({ code: 'log-unavailable', stored: 'unknown' });
    expect((await append('b', 'again')).duplicate).toBe(false);
  });

  it('is full when more waits than it may hold, says when to come back, and stores none of the rest', async () => {
    await log.close();
    log = opened({ maxQueuedEvents: 3 });
    const letGo = await holdTheHead();
    const taken = [append('a')];
    await untilInFlight();
    taken.push(append('b'), append('c'), append('d'));

    await expect(append('e')).rejects.toMatchObject({
      code: 'queue-full',
      retryAfterMs: expect.any(Number),
    });
    await letGo();
    expect(await Promise.all(taken)).toHaveLength(4);
    expect(await log.readStream('e')).toEqual([]);
  });

  it('is full by bytes too', async () => {
    await log.close();
    log = opened({ maxQueuedBytes: 1000 });
    const letGo = await holdTheHead();
    const flying = append('a');
    await untilInFlight();
    const waiting = log.append(command([writing('b', 0, 'x'.repeat(2000))]));

    await expect(append('c')).rejects.toMatchObject({ code: 'queue-full' });
    await letGo();
    await Promise.all([flying, waiting]);
  });

  it('stores the neighbours of a command that the database refuses for reasons of its own', async () => {
    await database.pool.query(
      `alter table log.events add constraint no_poison check (type <> 'Poison')`,
    );
    const poison = command([writing('p', 0, 1)]);
    const letGo = await holdTheHead();
    const first = append('first');
    await untilInFlight();
    const results = Promise.allSettled([
      append('a'),
      log.append({
        ...poison,
        writes: poison.writes.map((write) => ({
          ...write,
          events: write.events.map((event) => ({ ...event, type: 'Poison' })),
        })),
      }),
      append('b'),
    ]);
    await letGo();

    expect(await results).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'append-refused', cause: { code: '23514' } } },
      { status: 'fulfilled' },
    ]);
    expect(await first).toMatchObject({ firstPosition: 1 });
    expect((await log.head()).position).toBe(3);
    await database.pool.query('alter table log.events drop constraint no_poison');
  });

  it('finishes what was handed in before it closes, and takes nothing after', async () => {
    const appended = [append('a'), append('b')];
    const closed = log.close();

    await expect(append('c')).rejects.toMatchObject({ code: 'log-unavailable', stored: 'no' });
    await closed;
    expect(await Promise.all(appended)).toHaveLength(2);
  });

  it('tells its listener of each batch that moved the log', async () => {
    await log.close();
    const positions: number[] = [];
    log = opened({ onAppended: (position) => positions.push(position) });
    await append('a');
    await log.append(command([writing('a', 1)]));
    await append('a');

    expect(positions).toEqual([1, 2]);
  });

  it('tells of a call once, also when its answer makes no sense', async () => {
    await log.close();
    const batches: AppendBatch[] = [];
    log = opened({ onBatch: (batch) => batches.push(batch) });
    await database.pool.query(`
      alter function log.append_new_streams rename to kept;
      create function log.append_new_streams(
        text, text, text, text, integer[], text,
        out base bigint, out verdicts integer[], out causes integer[], out versions integer[], out earlier json
      ) language sql as $$ select 0::bigint, '{9}'::integer[], null::integer[], null::integer[], null::json $$`);
    const lost = log.append(command([writing('a', 0, 1)]));

    await expect(lost).rejects.toMatchObject({ code: 'log-unavailable', stored: 'unknown' });
    expect(batches).toMatchObject([{ commands: 1, events: 1, error: expect.any(TypeError) }]);
    await database.pool.query(`
      drop function log.append_new_streams;
      alter function log.kept rename to append_new_streams`);
    await append('a');
    expect(batches.slice(1)).toEqual([expect.not.objectContaining({ error: expect.anything() })]);
  });

  it('keeps a pool’s password and options', async () => {
    const url = new URL(database.url);
    const pool = new pg.Pool({
      host: url.hostname,
      port: Number(url.port),
      user: url.username,
      password: decodeURIComponent(url.password),
      database: url.pathname.slice(1),
      options: '-c role=ceasefire_app',
    });
    const own = createPostgresLog({ pool });

    expect(await own.append(command([writing('a', 0, 1)]))).toMatchObject({ firstPosition: 1 });
    await own.close();
    await pool.end();
  });
});
