import { createPostgresLog, type EventLog, upcastLog } from '@ceasefire/event-store';
import { openPostgres } from '@ceasefire/postgres';
import pg from 'pg';
import { parseConfig, type Config } from '../config.ts';
import { poolOptions, replayOptions, withoutCompiling } from '../database/pools.ts';
import { upcasters } from '../database/upcasters.ts';
import { migrate } from '../migrations/migrate.ts';

/** Four times those of the server: only an import fills a batch, and nobody waits for a single one of its commits. */
const maxBatchCommands = 1_024;

/** What a command works with: the same database as the server's, started if nobody runs it. */
export interface Session {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly pool: pg.Pool;
  readonly log: EventLog;
}

/** Runs `work` on the migrated database, as its owner, and leaves everything as it was found. Throws what the start throws. */
export const withDatabase = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
  inSession(work, () => Promise.resolve(withoutCompiling));

/** The same as the application's role, to replay or to go back: what is made is then the server's too. */
export const asApplication = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
  inSession(work, async (databaseUrl) => replayOptions(await poolOptions(databaseUrl)).options);

async function inSession<T>(
  work: (session: Session) => Promise<T>,
  optionsFor: (databaseUrl: string) => Promise<string>,
): Promise<T> {
  const config = parseConfig(process.env);
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = config;
  const postgres = await openPostgres({ dataDir, databaseUrl });
  try {
    await migrate(postgres.url);
    const options = await optionsFor(postgres.url);
    // No time limits here: a replay of a long log may take minutes, and somebody is watching it.
    const pool = new pg.Pool({
      connectionString: postgres.url,
      options,
      application_name: 'ceasefire-monitor cli',
      max: 4,
    });
    pool.on('error', () => undefined); // What uses the connection says so.
    const log = upcastLog(createPostgresLog({ pool, maxBatchCommands }), upcasters);
    try {
      return await work({ config, databaseUrl: postgres.url, pool, log });
    } finally {
      await log.close();
      await pool.end();
    }
  } finally {
    await postgres.stop();
  }
}
