import pg from 'pg';
import { encodeCommand } from '../log/encode-command.ts';
import type { EventLog } from '../log/event-log.ts';
import { createAppender, type AppenderOptions } from './appender.ts';
import { readAll, readHead, readStream } from './read-events.ts';

/** Where the log is: a pool of the caller's, who ends it, or a connection string, for which the log makes a pool of its own. */
export type PostgresLogSource = { readonly pool: pg.Pool } | { readonly connectionString: string };

/** Settings of the log in PostgreSQL; every one has a default. */
export type PostgresLogOptions = PostgresLogSource & Partial<Omit<AppenderOptions, 'pool'>>;

/** A log that tells how many appends wait. */
export interface PostgresLog extends EventLog {
  /** Commands handed in that no call has taken yet. */
  waiting(): number;
}

const defaults: Omit<AppenderOptions, 'pool'> = {
  maxBatchCommands: 256,
  maxBatchBytes: 4 * 1024 * 1024,
  maxQueuedEvents: 20_000,
  maxQueuedBytes: 64 * 1024 * 1024,
  waitMs: 5000,
  callTimeoutMs: 5_000,
};

/**
 * Opens the log in a database that was migrated (`logMigrations`).
 *
 * Reads go through the pool. Appends go through one connection of the log's own, with the pool's settings, in batches. An append whose
 * connection broke is sent again if it has a command id: its answer may then say `duplicate`.
 */
export function createPostgresLog(options: PostgresLogOptions): PostgresLog {
  const given = 'pool' in options ? options.pool : undefined;
  const pool = given ?? ownPool(options as { connectionString: string });
  const appender = createAppender({ ...defaults, ...options, pool });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await appender.close();
    if (given === undefined) await pool.end();
  };
  return {
    // Async, so that a command that cannot be stored is a rejection.
    append: async (command) => appender.append(encodeCommand(command)),
    readStream: (stream, page = {}) => readStream(pool, stream, page),
    readAll: (page = {}) => readAll(pool, page),
    head: () => readHead(pool),
    close: () => (closing ??= close()),
    waiting: () => appender.waiting,
  };
}

function ownPool({ connectionString }: { connectionString: string }): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    application_name: 'event-log',
    connectionTimeoutMillis: 5000,
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
