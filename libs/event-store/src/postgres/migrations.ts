import { appendFunction } from './append-function.sql.ts';
import { appendNewStreams, appendNewStreamsUnasked } from './append-new-streams.sql.ts';
import { appendSingles } from './append-singles.sql.ts';
import { schema } from './schema.sql.ts';
import { privileges } from './privileges.sql.ts';

/** One step of the log's schema: plain SQL, several statements, run in one transaction and never edited once released. */
export interface LogMigration {
  readonly name: string;
  readonly up: string;
}

/** The steps that make the log's schema, oldest first. */
export const logMigrations: readonly LogMigration[] = [
  { name: 'log-0001-schema', up: schema },
  { name: 'log-0002-append', up: appendFunction },
  { name: 'log-0003-privileges', up: privileges },
  { name: 'log-0004-append-singles', up: appendSingles },
  { name: 'log-0005-append-new-streams', up: appendNewStreams },
  { name: 'log-0006-append-new-streams-unasked', up: appendNewStreamsUnasked },
];

/** What `migrateLog` needs of a client: one that keeps its connection between calls, so not a pool. */
interface MigratingClient {
  query(sql: string): Promise<{ rows: unknown[] }>;
}

/** Makes the log in a database that has none and leaves alone one that has it; one transaction. */
export async function migrateLog(client: MigratingClient): Promise<void> {
  const found = await client.query(
    `select 1 from pg_catalog.pg_namespace n where n.nspname = 'log'`,
  );
  if (found.rows.length > 0) return;
  await client.query('begin');
  try {
    for (const migration of logMigrations) await client.query(migration.up);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
