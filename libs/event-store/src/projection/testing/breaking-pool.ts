import type pg from 'pg';

/** When a connection breaks: before the statement reaches the server, or after it was done and before the answer arrives. */
export type BreakPoint = 'before' | 'after';

/** A pool one of whose statements meets a broken connection. */
export interface BreakingPool {
  readonly pool: pg.Pool;
  /** Whether that statement was reached. */
  readonly broken: boolean;
}

type Query = (...args: readonly unknown[]) => Promise<unknown>;

/** Lets `pool` lose its connection at the `nth` statement (from 1), whether sent by the pool or in a transaction. */
export function breakAt(pool: pg.Pool, nth: number, when: BreakPoint): BreakingPool {
  let count = 0;
  let broken = false;

  const onClient = (client: pg.PoolClient): Query => {
    const send = client.query.bind(client) as unknown as Query;
    return async (...args) => {
      count += 1;
      if (count !== nth) return send(...args);
      broken = true;
      if (when === 'after') await send(...args);
      const { rows } = (await send('select pg_backend_pid() as pid')) as {
        rows: { pid: number }[];
      };
      await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      return send(...args);
    };
  };

  const connect = async (): Promise<pg.PoolClient> => {
    const client = await pool.connect();
    return replace(client, 'query', onClient(client));
  };

  const query: Query = async (...args) => {
    const client = await pool.connect();
    const ignored = (): void => undefined;
    client.on('error', ignored);
    try {
      return await onClient(client)(...args);
    } finally {
      client.off('error', ignored);
      client.release(broken);
    }
  };

  return {
    pool: replace(replace(pool, 'query', query), 'connect', connect),
    get broken() {
      return broken;
    },
  };
}

/** `target` with another value for one of its members. */
export function replace<Target extends object>(target: Target, name: string, by: unknown): Target {
  return new Proxy(target, {
    get: (object, property) => {
      if (property === name) return by;
      const value: unknown = Reflect.get(object, property, object);
      return typeof value === 'function' ? (value.bind(object) as unknown) : value;
    },
  });
}
