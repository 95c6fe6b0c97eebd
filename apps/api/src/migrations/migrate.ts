import { logMigrations, projectionMigrations } from '@ceasefire/event-store';
import pg from 'pg';
import { apiKeys } from './access-0001-api-keys.sql.ts';
import { keptAnswers } from './access-0002-kept-answers.sql.ts';
import { sqlMigrations } from './sql-migration.ts';

/** Each list has its own thousand, so that a step added to one never comes before a released one of another. */
const migrations = [
  ...sqlMigrations(logMigrations, 0),
  ...sqlMigrations(projectionMigrations, 1_000),
  ...sqlMigrations([apiKeys, keptAnswers], 2_000),
];

/** Any number that no other program takes for its lock in this database. */
const lockKey = 2_020_110_910;

/** Brings the database's schema up to date. Several nodes may start at once: one migrates, the others wait. */
export async function migrate(databaseUrl: string): Promise<void> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1::bigint)', [lockKey]);
    if (!(await isMigrated(lock))) await run(databaseUrl);
  } finally {
    await lock.end();
  }
}

/** Whether `migrate` has nothing to do: one look at TypeORM's table, so that every start but the first is spared its own longer one. */
export async function isMigrated(client: pg.Client | pg.Pool): Promise<boolean> {
  const { rows } = await client.query<{ exists: boolean }>(
    `select to_regclass('public.migrations') is not null as exists`,
  );
  if (rows[0]?.exists !== true) return false;
  const done = await client.query<{ name: string }>('select m.name from public.migrations m');
  const names = new Set(done.rows.map(({ name }) => name));
  return migrations.every((Migration) => names.has(new Migration().name ?? ''));
}

async function run(databaseUrl: string): Promise<void> {
  const { DataSource } = await import('typeorm'); // Most starts do without.
  const database = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations,
    migrationsTransactionMode: 'each',
  });
  await database.initialize();
  try {
    await database.runMigrations();
  } finally {
    await database.destroy();
  }
}
