import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, open, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresError } from '../errors.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { findPostmaster } from './postmaster.ts';
import { cleanEnvironment, identityOf } from './run.ts';

/** Server settings by name, as in `postgresql.conf`. */
export type Settings = Readonly<Record<string, string>>;

/** What it takes to start a cluster's server. */
export interface Launching {
  readonly cluster: Cluster;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly settings: Settings;
  /** Called when the server's process was started. */
  readonly meanwhile: () => void;
}

const defaults: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  // Compiling queries costs more than it gives at this size.
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * How the C library looks after the memory of a session: what a large batch took is kept, up to 32 MiB, and the next one finds it. Given back and
 * taken again for each batch, its pages cost a sixth of the time that the server needs to store a thousand events.
 */
const allocation = {
  MALLOC_TRIM_THRESHOLD_: String(32 * 1024 * 1024),
  MALLOC_MMAP_THRESHOLD_: String(16 * 1024 * 1024),
};

/** Failures that pass by themselves: another process is faster, the port was taken between asking and binding,
 * or the children of a killed server are still leaving. */
const passing = /lock file "postmaster\.pid"|Address already in use|pre-existing shared memory/;

/** Starts the server, detached, so that it outlives this process. Answers its port once it is ready;
 * undefined when it did not start for a reason that passes, so that the caller looks again.
 * Without a wanted port it takes any free one. Throws `START_FAILED` with the end of its log otherwise. */
export async function launch(
  launching: Launching,
  wantedPort: number | undefined,
): Promise<number | undefined> {
  const { cluster, account } = launching;
  const port = wantedPort ?? (await freePort());
  const logFile = join(cluster.home, 'server.log');
  const output = await open(logFile, 'a', 0o600);
  if (account !== undefined) await chown(logFile, account.uid, account.gid);
  const logStart = (await stat(logFile)).size;
  const settings = Object.entries({ ...defaults, ...launching.settings });
  const child = spawn(
    launching.binaries.postgres,
    ['-D', cluster.data, '-p', String(port), ...settings.flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    {
      cwd: cluster.data,
      detached: true,
      env: { ...cleanEnvironment(), ...allocation },
      stdio: ['ignore', output.fd, output.fd],
      ...identityOf(account),
    },
  );
  const gone = once(child, 'exit').catch((cause: unknown) => {
    throw new PostgresError('START_FAILED', `${launching.binaries.postgres} cannot be run.`, {
      cause,
    });
  });
  launching.meanwhile();
  const outcome = await Promise.race([gone, readiness(cluster.data, child)]).finally(() =>
    output.close(),
  );
  child.unref();
  if (outcome === 'ready') return port;
  const said = await tail(logFile, logStart);
  if (passing.test(said)) return undefined;
  throw new PostgresError('START_FAILED', `PostgreSQL did not start (${logFile}):\n${said}`);
}

async function readiness(data: string, child: ChildProcess): Promise<'ready'> {
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    await sleep(10);
    const found = await findPostmaster(data);
    if (found?.status === 'ready' && found.pid === child.pid) return 'ready';
  }
  return new Promise(() => undefined); // Never ready; its exit is what counts.
}

async function tail(file: string, start: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(16_384),
      position: start,
    });
    return buffer.toString('utf8', 0, bytesRead).trim();
  } finally {
    await handle.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
