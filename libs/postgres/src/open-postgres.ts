import pg from 'pg';
import { PostgresError } from './errors.ts';
import {
  startPostgres,
  type EmbeddedOptions,
  type PostgresServer,
} from './server/start-postgres.ts';

/** The PostgreSQL to use: the one at `databaseUrl` if that is given, else the embedded one of `dataDir`.
 * A given server is somebody else's: its `stop` does nothing. Throws `PostgresError`, also for a database that cannot hold every text, or what `pg` throws. */
export async function openPostgres(
  options: EmbeddedOptions & { readonly databaseUrl?: string | undefined },
): Promise<PostgresServer> {
  const { databaseUrl } = options;
  if (databaseUrl === undefined || databaseUrl === '') return startPostgres(options);
  const given = await lookAt(databaseUrl);
  if (given.encoding !== 'UTF8') throw wrongEncoding(given);
  return {
    url: databaseUrl,
    adopted: true,
    version: given.version,
    stop: () => Promise.resolve(),
  };
}

interface Given {
  readonly version: string;
  readonly encoding: string;
  readonly name: string;
}

const askGiven = `select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
  current_database() as name`;

async function lookAt(databaseUrl: string): Promise<Given> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Given>(askGiven);
    const [given] = rows as [Given];
    return given;
  } finally {
    await client.end();
  }
}

const wrongEncoding = ({ name, encoding }: Given): PostgresError =>
  new PostgresError(
    'WRONG_ENCODING',
    `The database ${name} has the encoding ${encoding}, which cannot hold every text. Make one with UTF8 ` +
      `(create database … template template0 encoding 'UTF8') and give it as DATABASE_URL.`,
  );
