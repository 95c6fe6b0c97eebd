import pg from 'pg';
import { testDatabase } from '@ceasefire/postgres';
import { migrateLog } from '../migrations.ts';

/** A database of a test's own that holds an empty log. */
export interface LogDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Makes the log empty again, which only a superuser can who switches the triggers off. */
  clear(): Promise<void>;
  drop(): Promise<void>;
}

/** Makes a database with an empty log. */
export async function logDatabase(): Promise<LogDatabase> {
  const database = await testDatabase(migrate);
  const pool = new pg.Pool({ connectionString: database.url, max: 8 });
  // Tests break connections on purpose.
  pool.on('error', () => undefined);
  return {
    url: database.url,
    pool,
    async clear() {
      await pool.query(`begin; set local session_replication_role = replica; truncate log.events, log.commands;
        update log.head set position = 0, hash = decode(repeat('00', 32), 'hex'), recorded_at = null; commit`);
    },
    async drop() {
      await pool.end();
      await database.drop();
    },
  };
}

async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await migrateLog(client);
  await client.end();
}
