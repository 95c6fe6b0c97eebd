import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PostgresError } from '../errors.ts';
import { accountFor } from './account-for.ts';
import type { Account } from './account.ts';
import { findBinaries } from './binaries.ts';
import { createCluster, findCluster, type Cluster } from './cluster.ts';
import { adopt, ensureRunning, type Running } from './ensure-running.ts';
import { urlOf } from './holder.ts';
import { keepRunning } from './keep-running.ts';
import type { Settings } from './launch.ts';
import { canEnter } from './reach.ts';

/** A PostgreSQL that this process uses. */
export interface PostgresServer {
  /** The address of its database `monitor`, password included. */
  readonly url: string;
  /** True when it ran already, left by another process or started by one at the same time. */
  readonly adopted: boolean;
  readonly version: string;
  /** Ends our use of it, and shuts it down unless somebody else is connected. Close your own connections first:
   * they count. Rejects with `STOP_FAILED` when it does not go down within 30 s. */
  stop(): Promise<void>;
}

/** Where the embedded server keeps its data, and how it shall run. */
export interface EmbeddedOptions {
  /** Made if missing. Kept for ever: it is the database. */
  readonly dataDir: string;
  /** Receives a line when something happens that an operator wants to know. */
  readonly log?: ((line: string) => void) | undefined;
  /** Server settings to add to or put in place of ours, used when this call starts the server. */
  readonly settings?: Settings | undefined;
  /** Called when a program that takes a while was started, to make the data or to serve it: the moment for work of one's own. */
  readonly meanwhile?: ((program: 'makes' | 'serves') => void) | undefined;
}

/** Starts the embedded PostgreSQL of a data folder, or adopts the one that runs there.
 * The server outlives a killed caller; while a caller lives it is started again, at the same address, if it dies.
 * Several processes may call at once. Throws `PostgresError`. */
export async function startPostgres(options: EmbeddedOptions): Promise<PostgresServer> {
  const log = options.log ?? (() => undefined);
  const dataDir = await canonical(options.dataDir);
  const found = await findCluster(dataDir);
  const account = await accountFor(found?.data);
  const { settings = {}, meanwhile = () => undefined } = options;
  const start = async (cluster: Cluster, port?: number): Promise<Running> => {
    await ensureReachable(cluster, account);
    const binaries = await findBinaries(account, log);
    return ensureRunning(
      { cluster, binaries, account, settings, meanwhile: () => meanwhile('serves') },
      port,
    );
  };
  const cluster =
    found ??
    (await createCluster({
      dataDir,
      account,
      binaries: await findBinaries(account, log),
      log,
      meanwhile: () => meanwhile('makes'),
    }));
  const running = (await adopt(cluster)) ?? (await start(cluster));
  const restart = (port: number): Promise<Running> => start(cluster, port);
  const kept = keepRunning({ cluster, running, restart, log });
  let stopping: Promise<void> | undefined;
  return {
    url: urlOf(cluster, running.port, 'monitor'),
    adopted: running.adopted,
    version: running.holder.version,
    stop: () => (stopping ??= kept.stop()),
  };
}

/** Data that was made in the open may lie in a private folder by now. */
async function ensureReachable(cluster: Cluster, account: Account | undefined): Promise<void> {
  if (await canEnter(cluster.home, account)) return;
  throw new PostgresError(
    'DATA_UNREACHABLE',
    `The user with id ${String(account?.uid)}, who owns the database in ${cluster.home}, may not go there. ` +
      'Open the folders above it to that user (chmod o+x), or move the project out of them.',
  );
}

/** Symbolic links resolved, as the server itself sees the path; a path that does not exist yet is taken as given. */
async function canonical(dataDir: string): Promise<string> {
  const absolute = resolve(dataDir);
  return realpath(absolute).catch(() => absolute);
}
