import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { replace } from './breaking-pool.ts';

/** A pool of a process that is kept waiting for so many milliseconds before each statement of a transaction that matches. */
export function hesitateBefore(pool: pg.Pool, statement: RegExp, ms: number): pg.Pool {
  const connect = async (): Promise<pg.PoolClient> => {
    const client = await pool.connect();
    const send = client.query.bind(client) as (...args: readonly unknown[]) => Promise<unknown>;
    return replace(client, 'query', async (...args: readonly unknown[]) => {
      if (typeof args[0] === 'string' && statement.test(args[0])) await delay(ms);
      return send(...args);
    });
  };
  return replace(pool, 'connect', connect);
}
