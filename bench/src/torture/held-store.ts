import pg from 'pg';
import type { Contestant } from './contestant.ts';

/** One append of one event by a store's own code. */
type Append = (stream: string) => Promise<unknown>;

/** How a store is made that has no other connections than these. */
export interface HeldStoreOptions {
  readonly connectionString: string;
  /** Answers the store's own append, on a pool with these options. */
  readonly store: (options: pg.PoolConfig) => {
    readonly append: Append;
    readonly close: () => Promise<unknown>;
  };
}

/**
 * A store whose code begins and commits by itself, on one connection that holds what it commits until told: all that it appends in the
 * meantime is one transaction, by its own statements in its own order.
 */
export function heldStore({ connectionString, store }: HeldStoreOptions) {
  const gate = createGate();
  const { append, close } = store({
    connectionString,
    max: 1,
    Client: gate.Client,
    // So that a store whose transactions can lock each other out costs milliseconds and not a second.
    options: '-c deadlock_timeout=20ms',
  });
  const opened: Awaited<ReturnType<Contestant['open']>> = {
    begin: () =>
      Promise.resolve({
        append,
        commit: () => gate.end('commit'),
        rollback: () => gate.end('rollback'),
      }),
    close: async () => {
      await close();
    },
  };
  return Promise.resolve(opened);
}

type Query = (...args: readonly unknown[]) => Promise<unknown>;

/** A class of connections that do not commit, and what ends the transaction that is held so. */
function createGate() {
  let held: Query | undefined;
  const end = async (how: 'commit' | 'rollback'): Promise<void> => {
    const query = held;
    held = undefined;
    await query?.(how);
  };
  const passOn = (query: Query, args: readonly unknown[]): Promise<unknown> => {
    switch (String(args[0]).trim().toLowerCase()) {
      case 'begin':
        if (held !== undefined) return Promise.resolve();
        held = query;
        return query(...args);
      case 'commit':
        return Promise.resolve();
      case 'rollback':
        held = undefined;
        return query(...args);
      default:
        return query(...args);
    }
  };
  class Client extends pg.Client {
    readonly #send = super.query.bind(this) as unknown as Query;
    override query = ((...args: readonly unknown[]) =>
      passOn(this.#send, args)) as unknown as pg.Client['query'];
  }
  return { Client, end };
}
