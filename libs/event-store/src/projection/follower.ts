import type { Pool } from 'pg';
import { createArrivals } from './arrivals.ts';
import { projectionChannel } from './commit-batch.sql.ts';
import { listen, type Doorbell } from './doorbell.ts';
import { isTableGone, messageOf } from './errors.ts';
import { createHandedOver, type HandedOver } from './handed-over.ts';
import { backoffMs, createLatch } from './latch.ts';
import type { ProjectionCommit } from './projection-commit.ts';
import type { Revision } from './projection.ts';
import { readChanges, type Changes } from './read-changes.ts';
import { readGenerations, type Generation } from './registry.ts';

/** How a delivery relates to those before it. */
export interface Delivery {
  /** What was delivered before is void: a first delivery, or another generation took the projection's place. */
  readonly reset: boolean;
  /** False while more is known to come: after a reset, go on serving what you had until it is true. */
  readonly complete: boolean;
}

/**
 * Takes new revisions, in the order of their positions. Those delivered since the last reset are together what the projection held at
 * log position `position`: each revision ends the one before it of the same key, and `supersededAt` is set where that end is known and
 * not after `position`. `revisions` is empty when the log grew by what does not concern the projection.
 *
 * The next delivery waits for its promise; when it fails, the same delivery is made again.
 */
export type OnChanges<State> = (
  revisions: readonly Revision<State>[],
  position: number,
  delivery: Delivery,
) => void | Promise<void>;

export interface FollowOptions<State> {
  readonly pool: Pool;
  readonly projection: { readonly name: string };
  readonly onChanges: OnChanges<State>;
  /**
   * Where this process tells of what it stores itself, which is then not read again; answers how to end that. Whatever is not told of, or
   * is not what comes next, is read.
   */
  readonly commits?: (listener: (commit: ProjectionCommit) => void) => () => void;
  /** The longest that a change stays unseen when the doorbell is silent. Default 500. */
  readonly pollMs?: number;
  /** Most revisions in one delivery. Default 2,000. */
  readonly pageSize?: number;
}

export interface FollowerStatus {
  readonly generation: number;
  readonly position: number;
  /** True while the last look at the database found nothing more to deliver. */
  readonly complete: boolean;
  /** Whether the doorbell's connection stands; without it changes are seen by polling. */
  readonly listening: boolean;
  /** Why the last look failed. */
  readonly error?: string;
}

export interface Follower {
  /** Resolves at the first complete delivery. */
  readonly ready: Promise<void>;
  /** Makes a first delivery again: the database may be another one. */
  restart(): void;
  /** True as soon as a delivery has reached `position`, false when it has not after `timeoutMs`. */
  reached(position: number, timeoutMs: number): Promise<boolean>;
  status(): FollowerStatus;
  /** Ends after the delivery under way. */
  stop(): Promise<void>;
}

interface FollowerState<State> {
  source: Generation | undefined;
  position: number;
  /** Read while the page before it was delivered. */
  ahead: ReadAhead<State> | undefined;
  /** Nothing was delivered since the last reset. */
  fresh: boolean;
  complete: boolean;
  error: string | undefined;
}

interface ReadAhead<State> {
  readonly source: Generation;
  readonly after: number;
  readonly changes: Promise<Changes<State>>;
}

/** Follows the live generation of a projection from its first revision on: every revision once, in order, through lost connections. */
export function followProjection<State>(options: FollowOptions<State>): Follower {
  const { pool, projection, pollMs = 500 } = options;
  const latch = createLatch();
  const arrivals = createArrivals();
  const state = startState<State>();
  const handed = createHandedOver<State>();
  let stopping = false;
  const doorbell = listen(pool, projectionChannel, (payload) => {
    const concerns = payload === undefined || payload.startsWith(`${projection.name}:`);
    if (concerns) handed.ring(payload, () => latch.wake());
  });
  const endCommits = options.commits?.((commit) => {
    if (commit.projection !== projection.name) return;
    handed.offer(commit);
    latch.wake();
  });
  const running = run(options, state, {
    isStopping: () => stopping,
    handed,
    sleep: (ms) => latch.sleep(ms ?? pollMs),
    onComplete: () => {
      arrivals.reached(state.position);
    },
  });
  return {
    ready: arrivals.first,
    restart: () => {
      state.source = undefined;
      handed.forget();
      arrivals.reached(-1);
      latch.wake();
    },
    reached: (wanted, timeoutMs) => arrivals.wait(wanted, timeoutMs),
    status: () => statusOf(state, doorbell),
    stop: async () => {
      stopping = true;
      endCommits?.();
      latch.wake();
      await Promise.all([running, doorbell.stop()]);
    },
  };
}

function statusOf<State>(
  { source, position, complete, error }: FollowerState<State>,
  { listening }: Pick<Doorbell, 'listening'>,
): FollowerStatus {
  const seen = { generation: source?.generation ?? 0, position, listening };
  return error === undefined ? { ...seen, complete } : { ...seen, complete: false, error };
}

const startState = <State>(): FollowerState<State> => ({
  source: undefined,
  position: 0,
  ahead: undefined,
  fresh: true,
  complete: false,
  error: undefined,
});

interface Loop<State> {
  readonly handed: HandedOver<State>;
  readonly isStopping: () => boolean;
  /** Until there may be news, or for `ms`. */
  readonly sleep: (ms?: number) => Promise<void>;
  readonly onComplete: () => void;
}

async function run<State>(
  options: FollowOptions<State>,
  state: FollowerState<State>,
  loop: Loop<State>,
): Promise<void> {
  let failures = 0;
  while (!loop.isStopping()) {
    try {
      const more = await step(options, state, loop);
      state.error = undefined;
      failures = 0;
      if (!more && !loop.isStopping()) await loop.sleep();
    } catch (thrown) {
      if (isTableGone(thrown)) state.source = undefined;
      state.error = messageOf(thrown);
      failures += 1;
      if (!loop.isStopping()) await loop.sleep(backoffMs(failures));
    }
  }
}

/** One look at the database; whether there may be more to read at once. */
async function step<State>(
  options: FollowOptions<State>,
  state: FollowerState<State>,
  loop: Loop<State>,
): Promise<boolean> {
  const { pool, projection } = options;
  const { source, position } = state;
  if (!source) {
    const known = await readGenerations(pool, [projection.name]);
    Object.assign(state, startState<State>(), { source: known.find((one) => one.live) });
    return state.source !== undefined;
  }
  const given = loop.handed.next(source.generation, position);
  const changes = given ?? (await nextChanges(options, state, source));
  if (given === undefined && changes.through > position) loop.handed.missed();
  // Told to begin anew meanwhile: what was read may be of another database.
  if (state.source !== source) return true;
  // Another generation, or a database that was put back to an earlier state.
  if (changes.generation !== source.generation || changes.checkpoint < position) {
    state.source = undefined;
    return true;
  }
  if (!changes.complete) state.ahead = readAfter(options, source, changes.through);
  await deliver(options, state, changes);
  if (changes.complete) loop.onComplete();
  return !changes.complete;
}

/** A page that was read ahead is used once, and only if it is the one that comes next. */
function nextChanges<State>(
  options: FollowOptions<State>,
  state: FollowerState<State>,
  source: Generation,
): Promise<Changes<State>> {
  const { ahead, position } = state;
  state.ahead = undefined;
  const isNext = ahead?.source === source && ahead.after === position;
  return (isNext ? ahead : readAfter(options, source, position)).changes;
}

function readAfter<State>(
  { pool, pageSize = 2_000 }: FollowOptions<State>,
  source: Generation,
  after: number,
): ReadAhead<State> {
  const changes = readChanges<State>(pool, source, { after, limit: pageSize });
  // Told to whoever waits for it; until then, or if nobody does, it must not count as unhandled.
  changes.catch(() => undefined);
  return { source, after, changes };
}

async function deliver<State>(
  { onChanges }: FollowOptions<State>,
  state: FollowerState<State>,
  { revisions, through, complete }: Changes<State>,
): Promise<void> {
  if (state.fresh || through > state.position || complete !== state.complete) {
    await onChanges(revisions, through, { reset: state.fresh, complete });
  }
  state.fresh = false;
  state.position = through;
  state.complete = complete;
}
