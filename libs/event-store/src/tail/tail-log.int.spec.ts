import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { EventLog } from '../log/event-log.ts';
import { command, writing } from '../log/testing/commands.ts';
import { createPostgresLog } from '../postgres/postgres-log.ts';
import { logDatabase, type LogDatabase } from '../postgres/testing/log-database.ts';
import { openProxy, type Proxy } from '../postgres/testing/proxy.ts';
import { tailLog, type Tail } from './tail-log.ts';
import { until } from './testing/until.ts';

const never = 2 ** 31 - 1;

describe('a tail of the log in PostgreSQL', () => {
  let database: LogDatabase;
  let proxy: Proxy;
  let writer: EventLog;
  let farPool: pg.Pool;
  let seen: number[];
  let tail: Tail | undefined;

  beforeAll(async () => {
    database = await logDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.clear();
    proxy = await openProxy(database.url);
    farPool = new pg.Pool({ connectionString: proxy.url });
    farPool.on('error', () => undefined);
    writer = createPostgresLog({ pool: database.pool });
    seen = [];
  });
  afterEach(async () => {
    await tail?.stop();
    tail = undefined;
    await writer.close();
    await farPool.end();
    await proxy.close();
  });

  /** Tails through the proxy, or reads beside it when only the listener is to be cut. */
  function tailing(times: {
    pollMs: number;
    probeMs?: number;
    probeTimeoutMs?: number;
    reads?: pg.Pool;
  }): Tail {
    const { reads = farPool, ...rest } = times;
    tail = tailLog({
      log: createPostgresLog({ pool: reads }),
      pool: farPool,
      after: 0,
      probeTimeoutMs: 100,
      onEvents: (events) => void seen.push(...events.map((event) => event.position)),
      ...rest,
    });
    return tail;
  }

  const append = () => writer.append(command([writing('a', 'any', 1)]));
  const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);

  it('hears of appends by another node, without a poll', async () => {
    const follower = tailing({ pollMs: never });
    await until(() => follower.status().listening);
    for (let n = 0; n < 5; n += 1) await append();

    await until(() => seen.length === 5);
    // One read may find all five before any of their bells is heard.
    await until(() => follower.status().lastHeardAt !== null);
    expect(seen).toEqual(upTo(5));
    expect(follower.status()).toMatchObject({ position: 5, alive: true, doorbellMisses: 0 });
    expect(follower.status().lastHeardAt).toMatch(/Z$/);
  });

  it('delivers by polling while nothing can be heard, and counts what the bell missed', async () => {
    const follower = tailing({ pollMs: 10, reads: database.pool });
    await until(() => follower.status().listening);
    proxy.refuse();
    await append();
    await until(() => seen.length === 1);
    await until(() => follower.status().doorbellMisses === 1);

    expect(follower.status()).toMatchObject({ alive: true, listening: false });
  });

  it('listens again after its listener’s backend was ended, and reads what it missed', async () => {
    const follower = tailing({ pollMs: never });
    await until(() => follower.status().listening);
    await database.pool.query(
      `select pg_terminate_backend(a.pid) from pg_stat_activity a
         where a.datname = current_database() and a.application_name = 'event-log doorbell'`,
    );
    await append();

    await until(() => seen.length === 1);
    await until(() => follower.status().reconnects === 1);
  });

  it('notices by its probe that its connection went silent, and listens on another', async () => {
    const follower = tailing({ pollMs: never, probeMs: 20, reads: database.pool });
    await until(() => follower.status().listening);
    proxy.silence();
    await append();

    await until(() => seen.length === 1);
    expect(follower.status().reconnects).toBeGreaterThan(0);
    await append();
    await until(() => seen.length === 2);
    expect(seen).toEqual(upTo(2));
  });

  it('keeps a healthy listener through many probes', async () => {
    const follower = tailing({ pollMs: never, probeMs: 2, probeTimeoutMs: 4000 });
    await until(() => follower.status().lastHeardAt !== null);
    const first = follower.status().lastHeardAt;
    await until(() => follower.status().lastHeardAt !== first);

    expect(follower.status()).toMatchObject({ listening: true, reconnects: 0 });
  });

  it('survives that the database goes away and comes back, and neither skips nor repeats', async () => {
    const follower = tailing({ pollMs: 20, probeMs: 20 });
    await append();
    await until(() => seen.length === 1);
    proxy.refuse();
    await append();
    await until(() => !follower.status().alive && !follower.status().listening);
    expect(follower.status().error?.message).toMatch(/database is away/);

    proxy.allow();
    await until(() => seen.length === 2);
    await until(() => follower.status().alive && follower.status().listening);
    await append();
    await until(() => seen.length === 3);
    expect(seen).toEqual(upTo(3));
  });
});
