import { randomUUID } from 'node:crypto';
import { firstDifference } from './compare-generations.ts';
import { digestThrough } from './compute-digest.ts';
import { messageOf, ProjectionError } from './errors.ts';
import {
  acquireLease,
  defaultLeaseTimes,
  holdLease,
  releaseLease,
  type HeldLease,
  type Lease,
} from './lease.ts';
import { readThrough, stopped } from './read-through.ts';
import { readGenerations, type Generation } from './registry.ts';
import { readingOf, type ReplayOptions } from './replaying.ts';
import { beginFilling, openShadow, rebuildRunning } from './shadow.ts';
import { withSkips } from './skips.ts';
import { noteFailure, stopAt } from './stop-at.ts';
import { prepareToServe, swapIn } from './swap.ts';
import { hasTable } from './table.ts';
import { createWriter, takeUntil, type Writer } from './writer.ts';

/** A rebuild whose lease is held; it is to be finished. */
export interface Rebuild {
  /** The generation that it fills, and up to where an earlier one had come. */
  readonly generation: number;
  readonly resumedFrom: number;
  /** Fills, swaps and gives the lease back. @throws as `replayProjection` */
  finish(): Promise<Rebuilt>;
}

/** What a rebuild came to, compared at the position at which the live generation stood when it began. */
export interface Rebuilt {
  readonly after: string;
  readonly events: number;
  readonly firstDifference: number | null;
  /** Whether the live generation, of the same version, has no table any more. */
  readonly tableMissing: boolean;
}

/**
 * Opens or takes up a shadow and its lease.
 * @throws ProjectionError REBUILD_RUNNING, REBUILD_STOPPED when a newer version is live, NOTHING_TO_RESUME
 */
export async function beginRebuild<State>(
  options: ReplayOptions<State>,
  live: Generation | undefined,
): Promise<Rebuild> {
  const { pool, projection, choice = 'resume-or-start' } = options;
  const owner = `replay-${randomUUID()}`;
  const { ttlMs } = defaultLeaseTimes;
  const shadow = await openShadow(pool, projection, choice);
  const request = { id: shadow, owner, ttlMs, retryStopped: true, resumeHalted: true };
  const lease = await acquireLease(pool, request);
  if (!lease) throw rebuildRunning(projection.name, 'Another process');
  const held = holdLease(pool, lease, { ...defaultLeaseTimes, onOver: () => undefined });
  const resumedFrom = lease.position;
  try {
    await beginFilling(pool, lease);
  } catch (error) {
    await letGo(options, lease, held);
    throw error;
  }
  return {
    generation: shadow.generation,
    resumedFrom,
    finish: () => finish({ options, lease, live, held }),
  };
}

interface Filling<State> {
  readonly options: ReplayOptions<State>;
  readonly lease: Lease;
  readonly live: Generation | undefined;
  readonly held: HeldLease;
}

async function finish<State>(filling: Filling<State>): Promise<Rebuilt> {
  const { options, lease, held } = filling;
  try {
    return await fill(filling);
  } catch (error) {
    const at = new Date().toISOString();
    if (!(error instanceof ProjectionError)) {
      // Where this fails too, the database is away: whoever waits for the rebuild is told so.
      const failure = { message: messageOf(error), at };
      await noteFailure(options.pool, lease, failure).catch(() => undefined);
      throw error;
    }
    if (error.code === 'LEASE_LOST' && (await isHalted(options, lease))) {
      throw stopped('by an operator');
    }
    if (error.position !== undefined) {
      const { position, message } = error;
      await stopAt(options.pool, lease, { position, message, at });
    }
    throw error;
  } finally {
    options.shared?.pace.leave(options.projection.name);
    await letGo(options, lease, held);
  }
}

async function letGo<State>({ pool }: ReplayOptions<State>, lease: Lease, held: HeldLease) {
  await held.stop();
  // Where this fails the lease runs out by itself.
  await releaseLease(pool, lease).catch(() => undefined);
}

async function isHalted<State>({ pool }: ReplayOptions<State>, { id }: Lease): Promise<boolean> {
  const known = await readGenerations(pool, [id.name]);
  return known.some((one) => one.generation === id.generation && one.halted);
}

async function fill<State>({ options, lease, live }: Filling<State>): Promise<Rebuilt> {
  const { pool, shared } = options;
  const projection = await withSkips(pool, options.projection);
  const writer = createWriter(pool, projection, lease);
  const reading = readingOf(options);
  const compareAt = live?.position;
  const resumedFrom = writer.position;
  let after = resumedFrom === compareAt ? writer.digest : undefined;
  let compared: Comparison | undefined;
  await readThrough({
    ...reading,
    after: resumedFrom,
    cutAt: compareAt ?? 0,
    take: async (events, full) => {
      await writer.take(events, full ? 'catching-up' : 'live');
      if (writer.position === compareAt) after = writer.digest;
      await shared?.pace.keep(projection.name, writer.position);
    },
    arrive: async () => {
      if (lease.live) return true;
      shared?.pace.leave(projection.name);
      if (compared === undefined) {
        await prepareToServe(pool, projection, lease);
        compared = await compare({ options, lease, live });
        // That took its time: what came meanwhile is taken before the live generation is held still.
        reading.pages.refresh();
        return false;
      }
      return swapIn(pool, lease, (to) => takeUntil(writer, reading.pages, to));
    },
  });
  return {
    after: await digestAt({ options, lease, live }, writer, after),
    events: writer.position - resumedFrom,
    ...(compared ?? nothingToCompare),
  };
}

type Compared<State> = Pick<Filling<State>, 'options' | 'lease' | 'live'>;

type Comparison = Pick<Rebuilt, 'firstDifference' | 'tableMissing'>;

const nothingToCompare: Comparison = { firstDifference: null, tableMissing: false };

async function compare<State>({ options, lease, live }: Compared<State>): Promise<Comparison> {
  const { pool, projection } = options;
  if (live?.version !== projection.version) return nothingToCompare;
  // What is served then is nothing: all the more reason to put the rebuilt one in its place.
  if (!(await hasTable(pool, live))) return { firstDifference: null, tableMissing: true };
  const first = await firstDifference(pool, [live, lease.id], {
    columns: projection.columns,
    through: live.position,
  });
  return { firstDifference: first, tableMissing: false };
}

/** A shadow that was ahead of the live generation when it was taken up has no digest at hand for where that one stood. */
async function digestAt<State>(
  { options, lease, live }: Compared<State>,
  writer: Writer,
  known: Buffer | undefined,
): Promise<string> {
  const compareAt = live?.position ?? writer.position;
  if (known) return known.toString('hex');
  if (compareAt >= writer.position) return writer.digest.toString('hex');
  return digestThrough(options.pool, lease.id, compareAt);
}
