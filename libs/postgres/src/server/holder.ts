import { Socket } from 'node:net';
import pg from 'pg';
import { hasCode } from '../errors.ts';
import { superuser, type Cluster } from './cluster.ts';

/** Any number, the same in every process: who uses the server shares this lock, who stops it needs it alone. */
const useLock = 0x6365_6173;

const applicationName = 'ceasefire-monitor holder';

/** Our stake in a running server: while it is held, no other process of ours stops the server. */
export interface Holder {
  readonly version: string;
  /** Settles when the connection ends, whoever ended it. */
  readonly lost: Promise<void>;
  /** Lets go. True when nobody else uses the server; no newcomer of ours gets in before `close`. */
  release(): Promise<boolean>;
  close(): Promise<void>;
}

/** The address of one of the server's databases. */
export function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://${superuser}:${cluster.password}@127.0.0.1:${String(port)}/${database}`;
}

/** Takes a stake in the server at `port`; undefined while it takes no connections (it starts, stops, or recovers). */
export async function hold(cluster: Cluster, port: number): Promise<Holder | undefined> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: urlOf(cluster, port, 'postgres'),
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    stream: () => socket,
  });
  const lost = new Promise<void>((resolve) => {
    client.once('end', resolve);
  });
  client.on('error', () => undefined); // Told through `lost`.
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1::bigint)', [useLock]);
    const version = await prepare(client, cluster);
    socket.unref(); // A stake alone keeps no process running.
    return {
      version,
      lost,
      release: () => {
        socket.ref();
        return release(client);
      },
      close: () => client.end(),
    };
  } catch (error) {
    await client.end().catch(() => undefined);
    if (isUnavailable(error)) return undefined;
    throw error;
  }
}

async function prepare(client: pg.Client, cluster: Cluster): Promise<string> {
  const { rows } = await client.query<{ version: string; data: string }>(
    `select current_setting('server_version') as version, current_setting('data_directory') as data`,
  );
  const [server] = rows;
  if (server?.data !== cluster.data) throw new Unavailable('another server answers on this port');
  const { rowCount } = await client.query(`select from pg_database where datname = 'monitor'`);
  if (rowCount === 0) {
    await client.query('create database monitor').catch((error: unknown) => {
      if (!hasCode(error, '42P04', '23505')) throw error; // Another process was faster.
    });
  }
  return server.version;
}

/** Of several processes that let go at once exactly one gets the lock alone, after all have let go. The connections on which the others are
 * just leaving are not users; counted, each would leave the stopping to another. */
async function release(client: pg.Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_shared($1::bigint)', [useLock]);
  const { rows } = await client.query<{ alone: boolean }>(
    `select pg_try_advisory_lock($1::bigint) and not exists (
       select from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> $2::text
     ) as alone`,
    [useLock, applicationName],
  );
  return rows[0]?.alone === true;
}

class Unavailable extends Error {}

function isUnavailable(error: unknown): boolean {
  // A connection that is refused or cut has a system code; PostgreSQL's own refusals are its class 57 (and "too many clients").
  return (
    error instanceof Unavailable ||
    hasCode(error, '57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE') ||
    /^Error: (Connection terminated|timeout expired)/.test(String(error))
  );
}
