import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresError } from '../errors.ts';
import type { Cluster } from './cluster.ts';
import { hold, type Holder } from './holder.ts';
import { launch, type Launching } from './launch.ts';
import { findPostmaster } from './postmaster.ts';

/** A server that takes connections, and our stake in it. */
export interface Running {
  readonly port: number;
  readonly holder: Holder;
  /** True when it ran before we asked. */
  readonly adopted: boolean;
}

const patienceMs = 120_000;

/** Takes a stake in the server that runs on this cluster; undefined when none takes connections now. */
export async function adopt(cluster: Cluster): Promise<Running | undefined> {
  const postmaster = await findPostmaster(cluster.data);
  if (postmaster?.status !== 'ready') return undefined;
  const holder = await hold(cluster, postmaster.port);
  return holder && { port: postmaster.port, holder, adopted: true };
}

/** Starts the server, or adopts the one that another process starts at the same time.
 * With a `port`, a server that we start listens there and nowhere else. Throws `START_FAILED`. */
export async function ensureRunning(launching: Launching, port?: number): Promise<Running> {
  const { cluster } = launching;
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const running = (await adopt(cluster)) ?? (await start(launching, port));
    if (running !== undefined) return running;
    await sleep(50);
  }
  throw new PostgresError(
    'START_FAILED',
    `PostgreSQL in ${cluster.home} takes no connections after ${String(patienceMs / 1000)} s. ` +
      'See server.log there.',
  );
}

async function start(launching: Launching, wanted?: number): Promise<Running | undefined> {
  if ((await findPostmaster(launching.cluster.data)) !== undefined) return undefined;
  const port = await launch(launching, wanted);
  const holder = port === undefined ? undefined : await hold(launching.cluster, port);
  return port === undefined || holder === undefined ? undefined : { port, holder, adopted: false };
}
