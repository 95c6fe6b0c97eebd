import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { EventLog } from '../log/event-log.ts';
import { createCollector } from './collector.ts';
import { ProjectionError } from './errors.ts';
import {
  acquireLease,
  defaultLeaseTimes,
  holdLease,
  leaseLost,
  releaseLease,
  type Lease,
} from './lease.ts';
import { createLogPages } from './log-pages.ts';
import type { Projection } from './projection.ts';
import { createGeneration, readGenerations, type Generation } from './registry.ts';
import { readThrough, type Progress } from './read-through.ts';
import { stopAt } from './stop-at.ts';
import { prepareToServe, swapIn } from './swap.ts';
import { createWriter, takeUntil } from './writer.ts';

export interface ReplayOptions<State> {
  readonly pool: Pool;
  readonly log: Pick<EventLog, 'readAll' | 'head'>;
  readonly projection: Projection<State>;
  /** Called after each batch. */
  readonly onProgress?: (progress: Progress) => void;
  /** Fold in memory, write nothing, and only compare. */
  readonly dryRun?: boolean;
  /** Stops the replay between two batches; what was live stays live. */
  readonly signal?: AbortSignal;
  /** Most events in one transaction. Default 2,000. */
  readonly batchSize?: number;
}

/** What a replay found. Digests are hex. */
export interface ReplayResult {
  /** The log position of both digests: where the live generation stood when the replay began. */
  readonly position: number;
  /** Of the live generation; null when there was none, or one of another version. */
  readonly before: string | null;
  /** Of the replayed one. */
  readonly after: string;
  /** Null when there is nothing to compare with. */
  readonly equal: boolean | null;
  /** How many were folded, and in how many seconds. */
  readonly events: number;
  readonly seconds: number;
}

/**
 * Folds the log from position 1 into a fresh generation beside the live one, which serves on until the new one has caught up and takes
 * its place. With `dryRun` it only folds up to where the live one stands and compares.
 * @throws ProjectionError REBUILD_RUNNING when another rebuild of the projection is under way
 * @throws ProjectionError REBUILD_STOPPED when told to stop, or when a newer version is live
 * @throws ProjectionError EVENT_REFUSED at an event that the projection cannot take; what was live stays live
 * @throws ProjectionError LEASE_LOST when the rebuild was held up for longer than its lease
 */
export async function replayProjection<State>(
  options: ReplayOptions<State>,
): Promise<ReplayResult> {
  const { pool, projection } = options;
  const startedAtMs = performance.now();
  const live = (await readGenerations(pool, [projection.name])).find((one) => one.live);
  const compareAt = live?.position ?? 0;
  const { after, events } = await (options.dryRun === true
    ? foldInMemory(options, compareAt)
    : rebuild(options, compareAt));
  const before = live?.version === projection.version ? live.digest.toString('hex') : null;
  return {
    position: compareAt,
    before,
    after,
    equal: before === null ? null : before === after,
    events,
    seconds: (performance.now() - startedAtMs) / 1_000,
  };
}

interface Replayed {
  readonly after: string;
  readonly events: number;
}

async function foldInMemory<State>(options: ReplayOptions<State>, to: number): Promise<Replayed> {
  const collector = createCollector(options.projection);
  await readThrough({
    ...readingOf(options),
    cutAt: to,
    endAtCut: true,
    take: (events) => collector.take(events),
    arrive: () => true,
  });
  return { after: collector.digest(), events: to };
}

async function rebuild<State>(options: ReplayOptions<State>, compareAt: number): Promise<Replayed> {
  const { pool, projection } = options;
  const owner = `replay-${randomUUID()}`;
  const { ttlMs } = defaultLeaseTimes;
  const generation = await createGeneration(pool, projection, (known) =>
    checkIdle(projection, known),
  );
  const lease = await acquireLease(pool, { id: generation, owner, ttlMs, retryStopped: true });
  if (!lease) throw leaseLost({ id: generation });
  const held = holdLease(pool, lease, { ...defaultLeaseTimes, onOver: () => undefined });
  try {
    return await fill(options, lease, compareAt);
  } catch (error) {
    if (error instanceof ProjectionError && error.position !== undefined) {
      const { position, message } = error;
      await stopAt(pool, lease, { position, message, at: new Date().toISOString() });
    }
    throw error;
  } finally {
    await held.stop();
    // Where this fails the lease runs out by itself.
    await releaseLease(pool, lease).catch(() => undefined);
  }
}

async function fill<State>(
  options: ReplayOptions<State>,
  lease: Lease,
  compareAt: number,
): Promise<Replayed> {
  const { pool, projection } = options;
  const writer = createWriter(pool, projection, lease);
  const reading = readingOf(options);
  let after: Buffer | undefined;
  await readThrough({
    ...reading,
    cutAt: compareAt,
    take: async (events, full) => {
      await writer.take(events, full ? 'catching-up' : 'live');
      if (writer.position === compareAt) after = writer.digest;
    },
    arrive: async () => {
      if (lease.live) return true;
      await prepareToServe(pool, projection, lease);
      return swapIn(pool, lease, (to) => takeUntil(writer, reading.pages, to));
    },
  });
  // A live generation of another, longer log is never met.
  return { after: (after ?? writer.digest).toString('hex'), events: writer.position };
}

function readingOf<State>({ log, batchSize = 2_000, onProgress, signal }: ReplayOptions<State>) {
  return { log, pages: createLogPages(log, batchSize), onProgress, signal };
}

function checkIdle(projection: { readonly version: number }, known: readonly Generation[]): void {
  const live = known.find((one) => one.live);
  if (live && live.version > projection.version) {
    const message = `Version ${live.version} of ${live.name} is live, and this code has version ${projection.version}.`;
    throw new ProjectionError('REBUILD_STOPPED', message);
  }
  const running = known.find(
    (one) => one.owner !== null && one.generation > (live?.generation ?? 0),
  );
  if (!running) return;
  const message = `${running.owner} is rebuilding ${running.name}: wait for it or stop it.`;
  throw new ProjectionError('REBUILD_RUNNING', message);
}
