import pg from 'pg';
import {
  startPostgres,
  type EmbeddedOptions,
  type PostgresServer,
} from './server/start-postgres.ts';

/** The PostgreSQL to use: the one at `databaseUrl` if that is given, else the embedded one of `dataDir`.
 * A given server is somebody else's: its `stop` does nothing. Throws `PostgresError`, or what `pg` throws. */
export async function openPostgres(
  options: EmbeddedOptions & { readonly databaseUrl?: string | undefined },
): Promise<PostgresServer> {
  const { databaseUrl } = options;
  if (databaseUrl === undefined || databaseUrl === '') return startPostgres(options);
  return {
    url: databaseUrl,
    adopted: true,
    version: await versionOf(databaseUrl),
    stop: () => Promise.resolve(),
  };
}

async function versionOf(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? 'unknown';
  } finally {
    await client.end();
  }
}
