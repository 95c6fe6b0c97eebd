import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { EventLog } from '../log/event-log.ts';
import { ProjectionError } from './errors.ts';
import { acquireLease, defaultLeaseTimes, holdLease, releaseLease, type Lease } from './lease.ts';
import { createLogPages } from './log-pages.ts';
import type { Projection } from './projection.ts';
import { readGenerations, type Generation } from './registry.ts';
import { defaultBatchSize } from './replaying.ts';
import { withSkips } from './skips.ts';
import { swapIn, takesOver } from './swap.ts';
import { hasTable } from './table.ts';
import { createWriter, takeUntil } from './writer.ts';

export interface RollbackOptions<State> {
  readonly pool: Pool;
  readonly log: Pick<EventLog, 'readAll' | 'head'>;
  readonly projection: Projection<State>;
}

/** Which generation serves after a rollback, and which did before; a rollback more exchanges them again. Digests are hex. */
export interface RollbackResult {
  readonly generation: number;
  readonly position: number;
  readonly digest: string;
  readonly before: { readonly generation: number; readonly digest: string };
}

/**
 * Takes the generation that was live before the last swap back into service: it catches up with the log beside the live one, then
 * takes its place as a rebuilt one does, so readers are not taken back in the log.
 * @throws ProjectionError NOTHING_TO_ROLL_BACK_TO when there is none, its table is missing, or it is of another version: only code of
 * that version can fold it
 * @throws ProjectionError LEASE_LOST when another process writes to it, as a node does that waits to take over from a newer version
 * @throws ProjectionError REBUILD_STOPPED while a newer version is run, and for a while after
 * @throws ProjectionError EVENT_REFUSED at an event that the projection cannot take; what was live stays live
 */
export async function rollBack<State>(options: RollbackOptions<State>): Promise<RollbackResult> {
  const { pool, projection } = options;
  const known = await readGenerations(pool, [projection.name]);
  const live = known.find((one) => one.live);
  const previous = previousOf(projection, known);
  if (!(await hasTable(pool, previous))) {
    throw refuse(
      `The table of the earlier generation of ${projection.name} is missing: replay it.`,
    );
  }
  const lease = await acquirePatiently(pool, previous, live);
  const held = holdLease(pool, lease, { ...defaultLeaseTimes, onOver: () => undefined });
  try {
    const { position, digest } = await catchUpAndSwap(options, lease, live);
    return {
      generation: previous.generation,
      position,
      digest,
      before: {
        generation: live?.generation ?? 0,
        digest: live?.digest.toString('hex') ?? '',
      },
    };
  } finally {
    await held.stop();
    // Where this fails the lease runs out by itself.
    await releaseLease(pool, lease).catch(() => undefined);
  }
}

const refuse = (message: string) => new ProjectionError('NOTHING_TO_ROLL_BACK_TO', message);

function previousOf(
  { name, version }: { readonly name: string; readonly version: number },
  known: readonly Generation[],
): Generation {
  const [previous] = known
    .filter(({ live, retiredAt }) => !live && retiredAt !== null)
    .sort((a, b) => (b.retiredAt ?? 0) - (a.retiredAt ?? 0));
  if (!previous) {
    throw refuse(`No earlier generation of ${name} is kept: it goes when a rebuild begins.`);
  }
  if (previous.version !== version) {
    throw refuse(
      `The earlier generation of ${name} is of version ${previous.version}, and this code has version ${version}: run the code of that version.`,
    );
  }
  return previous;
}

const retryMs = 100;

/** Whoever ran it when it was replaced may hold it for a moment more. */
async function acquirePatiently(
  pool: Pool,
  id: Generation,
  live: Generation | undefined,
): Promise<Lease> {
  const { ttlMs } = defaultLeaseTimes;
  const request = { id, owner: `rollback-${randomUUID()}`, ttlMs, retryStopped: true };
  for (let waitedMs = 0; waitedMs <= 2 * ttlMs; waitedMs += retryMs) {
    const lease = await acquireLease(pool, request);
    if (lease) return lease;
    await delay(retryMs);
  }
  const message =
    live && live.version > id.version
      ? `A node of this version runs ${id.name} already. ${takesOver(live)}`
      : `Another process writes to ${id.name}: try again.`;
  throw new ProjectionError('LEASE_LOST', message);
}

async function catchUpAndSwap<State>(
  { pool, log, projection }: RollbackOptions<State>,
  lease: Lease,
  live: Generation | undefined,
): Promise<{ readonly position: number; readonly digest: string }> {
  if (lease.live)
    throw new ProjectionError('REBUILD_RUNNING', `${lease.id.name} is being swapped.`);
  const writer = createWriter(pool, await withSkips(pool, projection), lease);
  const pages = createLogPages(log, defaultBatchSize);
  await takeUntil(writer, pages, (await log.head()).position);
  const swapped = await swapIn(pool, lease, (to) => takeUntil(writer, pages, to));
  if (!swapped) {
    const cure = live ? ` ${takesOver(live)}` : '';
    const message = `A newer version of ${lease.id.name} is live, and nodes have just run it.${cure}`;
    throw new ProjectionError('REBUILD_STOPPED', message);
  }
  return { position: writer.position, digest: writer.digest.toString('hex') };
}
