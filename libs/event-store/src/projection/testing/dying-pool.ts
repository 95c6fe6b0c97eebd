import type pg from 'pg';
import { replace } from './breaking-pool.ts';

/** A pool of a process that is killed: from its `nth` statement (from 1) on nothing reaches the server. */
export function dieAt(
  pool: pg.Pool,
  nth: number,
): { readonly pool: pg.Pool; readonly dead: boolean } {
  let count = 0;

  const guarded =
    (send: (...args: readonly unknown[]) => Promise<unknown>) =>
    async (...args: readonly unknown[]): Promise<unknown> => {
      count += 1;
      if (count >= nth) throw new Error('killed');
      return send(...args);
    };
  type Send = Parameters<typeof guarded>[0];

  const connect = async (): Promise<pg.PoolClient> => {
    const client = await pool.connect();
    return replace(client, 'query', guarded(client.query.bind(client) as unknown as Send));
  };

  const query = guarded(pool.query.bind(pool));
  return {
    pool: replace(replace(pool, 'query', query), 'connect', connect),
    get dead() {
      return count >= nth;
    },
  };
}
