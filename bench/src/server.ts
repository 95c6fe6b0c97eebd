import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openPostgres } from '@ceasefire/postgres';

let server: Awaited<ReturnType<typeof openPostgres>> | undefined;
let folder: string | undefined;
let databases = 0;

/** Starts the database that everything is measured on: embedded, or `DATABASE_URL`. Answers where it is. */
export async function startServer(): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'monitor-bench-'));
  await chmod(folder, 0o755);
  const databaseUrl = process.env['DATABASE_URL'];
  server = await openPostgres({ dataDir: folder, ...(databaseUrl ? { databaseUrl } : {}) });
  return server.url;
}

export async function stopServer(): Promise<void> {
  await server?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}

function serverUrl(): string {
  if (server === undefined) throw new Error('the bench server was not started');
  return server.url;
}

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Runs `work` on a database of its own, empty or a copy of `template`, and drops it afterwards. */
export async function withDatabase<T>(
  work: (url: string) => Promise<T>,
  template = 'template1',
): Promise<T> {
  const name = `bench_${String(process.pid)}_${String(++databases)}`;
  await deserted(template);
  await query(`create database ${name} template ${template}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  try {
    return await work(url.href);
  } finally {
    await deserted(name);
    await query(`drop database ${name} with (force)`);
  }
}

/** Waits a second at most for connections that are ending: cut off, one would be an error to its pool, and that ends the process. */
async function deserted(database: string): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const others = await query(`select from pg_stat_activity a where a.datname = '${database}'`);
    if (others.length === 0) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Runs `work` on so many databases of its own. */
export function withDatabases<T>(
  count: number,
  work: (urls: readonly string[]) => Promise<T>,
  urls: readonly string[] = [],
): Promise<T> {
  if (urls.length === count) return work(urls);
  return withDatabase((url) => withDatabases(count, work, [...urls, url]));
}

/** What a reader must know to judge the figures: hardware, versions, and the settings that trade safety for speed. */
export async function settings(): Promise<string[]> {
  const [row] = await query<Record<string, string>>(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as synchronous_commit, current_setting('full_page_writes') as full_page_writes,
       current_setting('shared_buffers') as shared_buffers`,
  );
  const cores = cpus();
  return [
    `${String(cores.length)} × ${cores[0]?.model.trim() ?? 'unknown processor'}; Node ${process.version} on ${process.platform}`,
    `PostgreSQL ${row?.['version'] ?? '?'}: ` +
      Object.entries(row ?? {})
        .filter(([name]) => name !== 'version')
        .map(([name, value]) => `${name}=${value}`)
        .join(', '),
  ];
}
