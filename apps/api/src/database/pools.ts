import { applicationRole, asApplicationRole, withoutValuesInPlans } from '@ceasefire/event-store';
import pg from 'pg';
import type { Logger } from 'pino';
import { tellBroken } from './broken-connection.ts';

/** What the process works with after its migrations. */
export interface PoolOptions {
  readonly connectionString: string;
  /** `pg` connection options: everything is done as the application's role where there is one. */
  readonly options: string;
}

/**
 * A `pg` connection option. A server that compiles statements does so when its estimates are high, as those of tables are that were just
 * filled or restored; for the short ones of a post that takes ten times as long as all the rest.
 */
export const withoutCompiling = '-c jit=off';

/** Whether this database has the role that may read and append and nothing else, and this user may take it. */
export async function poolOptions(databaseUrl: string): Promise<PoolOptions> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ allowed: boolean }>(
      `select coalesce(bool_or(pg_has_role(current_user, r.oid, 'member')), false) as allowed
       from pg_catalog.pg_roles r where r.rolname = $1::text`,
      [applicationRole],
    );
    const role = rows[0]?.allowed === true ? [asApplicationRole] : [];
    return { connectionString: databaseUrl, options: [...role, withoutCompiling].join(' ') };
  } finally {
    await client.end();
  }
}

/** The same for a pool that is there to replay. */
export function replayOptions(given: PoolOptions): PoolOptions {
  return { ...given, options: `${given.options} ${withoutValuesInPlans}` };
}

/** A pool that gives up on a database that does not answer, so that a request is told so. */
export function createPool({ connectionString, options }: PoolOptions, logger: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    options,
    application_name: 'ceasefire-monitor',
    max: 10,
    connectionTimeoutMillis: 3_000,
    query_timeout: 15_000,
    statement_timeout: 15_000,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', (error) => tellBroken(logger, error));
  return pool;
}
