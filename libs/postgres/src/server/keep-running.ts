import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import type { Running } from './ensure-running.ts';
import { findPostmaster } from './postmaster.ts';
import { PostgresError } from '../errors.ts';

/** A server that is started again, at the same address, whenever it dies. */
export interface Kept {
  /** Ends our use, and the server with it unless somebody else is connected. Throws `STOP_FAILED`. */
  stop(): Promise<void>;
}

interface Keeping {
  readonly cluster: Cluster;
  readonly running: Running;
  readonly restart: (port: number) => Promise<Running>;
  readonly log: (line: string) => void;
}

const retryMs = 1_000;

/** Watches a running server until it is stopped; every process that uses the server watches,
 * and the fastest one's `restart` brings it back for all. */
export function keepRunning(keeping: Keeping): Kept {
  const stopping = new AbortController();
  let current = Promise.resolve(keeping.running);
  const watch = async (): Promise<void> => {
    const { holder } = await current;
    await holder.lost;
    if (stopping.signal.aborted) return;
    current = revive(keeping, stopping.signal);
    await watch();
  };
  void watch();
  return {
    async stop() {
      stopping.abort();
      const { holder } = await current;
      if (await holder.release().catch(() => false)) await shutDown(keeping.cluster);
      await holder.close();
    },
  };
}

/** Tries until the server runs again, or until nobody waits for it any more: then what was lost is answered. */
async function revive(keeping: Keeping, stopping: AbortSignal): Promise<Running> {
  const { running, restart, log } = keeping;
  log('PostgreSQL is gone; starting it again');
  while (!stopping.aborted) {
    try {
      return await restart(running.port);
    } catch (error) {
      log(`PostgreSQL does not start: ${error instanceof Error ? error.message : String(error)}`);
      await sleep(retryMs);
    }
  }
  return running;
}

async function shutDown(cluster: Cluster): Promise<void> {
  const postmaster = await findPostmaster(cluster.data);
  if (postmaster === undefined) return;
  process.kill(postmaster.pid, 'SIGINT'); // "Fast shutdown": ends sessions, writes a checkpoint.
  const deadline = Date.now() + 30_000;
  while ((await findPostmaster(cluster.data))?.pid === postmaster.pid) {
    if (Date.now() > deadline) {
      throw new PostgresError('STOP_FAILED', `PostgreSQL in ${cluster.home} does not shut down.`);
    }
    await sleep(10);
  }
}
