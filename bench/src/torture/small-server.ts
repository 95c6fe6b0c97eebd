import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openPostgres } from '@ceasefire/postgres';
import pg from 'pg';

/** An embedded server that keeps its write-ahead log in a folder of its own, and little of it. */
export interface SmallServer {
  /** Writes until the log has come to the end of what it has of its disk. @throws what the server says, which ends then */
  useUpLog(): Promise<void>;
}

const run = promisify(execFile);

/** Enough to come to the end of several files of 16 MiB. */
const switches = 10;

/** Makes one in `dataDir` with its write-ahead log in `walFolder`; whoever opens `dataDir` afterwards starts it. */
export async function smallServer(dataDir: string, walFolder: string): Promise<SmallServer> {
  const server = await openPostgres({ dataDir });
  await query(server.url, [
    "alter system set min_wal_size = '32MB'",
    "alter system set max_wal_size = '48MB'",
    'create table used_up (number integer)',
  ]);
  await server.stop();
  const data = join(dataDir, 'postgres/data');
  await mkdir(walFolder, { recursive: true });
  await run('cp', ['-a', join(data, 'pg_wal'), join(walFolder, 'pg_wal')]);
  await rm(join(data, 'pg_wal'), { recursive: true });
  await symlink(join(walFolder, 'pg_wal'), join(data, 'pg_wal'));
  return {
    async useUpLog() {
      const url = new URL(server.url);
      url.port = await portOf(data);
      const next = ['insert into used_up values (1)', 'select pg_switch_wal()'];
      await query(url.href, Array.from({ length: switches }, () => next).flat());
    },
  };
}

/** The fourth line of `postmaster.pid` is the port on which the server listens now. */
async function portOf(data: string): Promise<string> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
  return lines[3] ?? '';
}

async function query(connectionString: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString });
  // Told by the statement that it breaks.
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
