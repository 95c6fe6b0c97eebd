import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { LogGap, LogReplaced } from '../log/errors.ts';
import type { EventLog, RecordedEvent } from '../log/event-log.ts';
import { openDoorbell, type Doorbell } from './doorbell.ts';
import { createWaker, type Waker } from './waker.ts';

/** What to tail and how; times in milliseconds. */
export interface TailOptions {
  readonly log: Pick<EventLog, 'readAll'>;
  /** Where to listen for appends. Without it only polling and `ring` tell of them. */
  readonly pool?: pg.Pool;
  /** The last position that need not be delivered; 0 for all. */
  readonly after: number;
  /** Gets events in order, never a hole, never one twice unless it threw; the next batch waits until it is done. */
  readonly onEvents: (events: readonly RecordedEvent[]) => Promise<void> | void;
  /**
   * Told that the log has no longer what came last: the database was put back to an earlier state, or replaced. Resolves to the position
   * to go on from. Without it the tail waits with an error.
   */
  readonly onReplaced?: () => Promise<number>;
  /** Hears why a read or a delivery failed; it is tried again. */
  readonly onError?: (error: unknown) => void;
  /** Most events in one delivery; 500 when left out. */
  readonly pageSize?: number;
  /** Time after which the log is read though no bell rang; 500 when left out. */
  readonly pollMs?: number;
  /** Time between two probes of the listener; 5,000 when left out. */
  readonly probeMs?: number;
  /** Time in which a probe must be heard; 2,000 when left out. */
  readonly probeTimeoutMs?: number;
}

/** How a tail fares. */
export interface TailStatus {
  /** The last position delivered. */
  readonly position: number;
  /** True while it runs and its last read and delivery worked. */
  readonly alive: boolean;
  /** True while the doorbell hears its probes; polling goes on without it. */
  readonly listening: boolean;
  /** RFC 3339; when the doorbell heard anything last. */
  readonly lastHeardAt: string | null;
  /** How often polling found events that no bell had told of, a poll later still. */
  readonly doorbellMisses: number;
  /** How often the listener was replaced. */
  readonly reconnects: number;
  /** Why the last read or delivery failed; it is being tried again. */
  readonly error: {
    readonly message: string;
    readonly at: string;
    readonly attempts: number;
  } | null;
}

/** A running tail. */
export interface Tail {
  /** Says that something was appended here, so that nobody waits for the doorbell. */
  ring(): void;
  status(): TailStatus;
  /** Waits for the delivery under way, then ends. */
  stop(): Promise<void>;
}

interface State {
  readonly options: TailOptions;
  readonly stopping: AbortController;
  readonly waker: Waker;
  doorbell: Doorbell | undefined;
  abandonRead: () => void;
  position: number;
  /** The id of the event at the position, once it was seen: what is read next begins with it. */
  lastId: string | undefined;
  /** The last position that the doorbell told of. */
  rungTo: number;
  /** A position that a poll found before the doorbell told of it. */
  suspect: number | undefined;
  doorbellMisses: number;
  error: TailStatus['error'];
}

const longestPauseMs = 1000;

/** Follows the log from a position on until it is stopped: doorbell and poll, retrying for ever what fails. */
export function tailLog(options: TailOptions): Tail {
  const state: State = {
    options,
    stopping: new AbortController(),
    waker: createWaker(),
    doorbell: undefined,
    abandonRead: () => undefined,
    position: options.after,
    lastId: undefined,
    rungTo: options.after,
    suspect: undefined,
    doorbellMisses: 0,
    error: null,
  };
  state.doorbell = options.pool && doorbellOf(state, options.pool);
  const running = follow(state);
  return {
    ring: () => {
      state.waker.wake();
    },
    status: () => statusOf(state),
    async stop() {
      state.stopping.abort();
      state.abandonRead();
      state.waker.wake();
      await running;
      await state.doorbell?.close();
    },
  };
}

function doorbellOf(state: State, pool: pg.Pool): Doorbell {
  const { probeMs = 5000, probeTimeoutMs = 2000 } = state.options;
  return openDoorbell({
    pool,
    probeMs,
    probeTimeoutMs,
    onRing(rung) {
      if (rung !== undefined) state.rungTo = Math.max(state.rungTo, rung);
      if (rung === undefined || rung > state.position) state.waker.wake();
    },
  });
}

async function follow(state: State): Promise<void> {
  let polled = false;
  while (!state.stopping.signal.aborted) {
    try {
      const before = state.position;
      while (await deliver(state));
      state.error = null;
      if (polled && state.doorbell) countMiss(state, before);
      polled = !(await state.waker.wait(state.options.pollMs ?? 500));
    } catch (problem) {
      const begun = await beginAnew(state, problem).catch(() => false);
      if (!begun) await rest(state, problem);
    }
  }
}

/** On another log. False when this is not what went wrong. */
async function beginAnew(state: State, problem: unknown): Promise<boolean> {
  const { onReplaced } = state.options;
  if (!(problem instanceof LogReplaced) || onReplaced === undefined) return false;
  state.position = await onReplaced();
  state.rungTo = state.position;
  state.lastId = undefined;
  return true;
}

/** Delivers the next page; true when there may be more at once. */
async function deliver(state: State): Promise<boolean> {
  const { onEvents, pageSize = 500 } = state.options;
  const page = await readOrStop(state, pageSize);
  checkDense(page, state.position);
  const last = page.at(-1);
  if (last === undefined || state.stopping.signal.aborted) return false;
  await onEvents(page);
  state.position = last.position;
  state.lastId = last.id;
  return page.length === pageSize;
}

/** The next page; an empty one when stopped meanwhile, for a read may hang on a dead connection. */
function readOrStop(state: State, limit: number): Promise<readonly RecordedEvent[]> {
  return new Promise((resolve, reject) => {
    state.abandonRead = () => {
      resolve([]);
    };
    readPage(state, limit).then(resolve, reject);
  });
}

/** Reads the event at the position once more: where it is not what it was, positions after it mean something else. */
async function readPage(state: State, limit: number): Promise<readonly RecordedEvent[]> {
  const { options, position, lastId } = state;
  if (position === 0) return options.log.readAll({ after: 0, limit });
  const [last, ...page] = await options.log.readAll({ after: position - 1, limit: limit + 1 });
  if (last?.position !== position || (lastId ?? last.id) !== last.id)
    throw new LogReplaced(position);
  state.lastId = last.id;
  return page;
}

/** After a poll. A bell that rings a moment late was not missed, so what a poll finds is judged a poll later. */
function countMiss(state: State, before: number): void {
  const { suspect, position, rungTo } = state;
  if (suspect !== undefined && rungTo < suspect) state.doorbellMisses += 1;
  state.suspect = position > before && rungTo < position ? position : undefined;
}

async function rest(state: State, problem: unknown): Promise<void> {
  const attempts = (state.error?.attempts ?? 0) + 1;
  const message = problem instanceof Error ? problem.message : String(problem);
  state.error = { message, at: new Date().toISOString(), attempts };
  state.options.onError?.(problem);
  const pauseMs = Math.min(100 * 2 ** (attempts - 1), longestPauseMs);
  await delay(pauseMs, undefined, { signal: state.stopping.signal }).catch(() => undefined);
}

function statusOf({ position, doorbell, doorbellMisses, error, stopping }: State): TailStatus {
  const bell = doorbell?.status() ?? { listening: false, lastHeardAt: null, reconnects: 0 };
  const alive = error === null && !stopping.signal.aborted;
  return { position, alive, ...bell, doorbellMisses, error };
}

function checkDense(page: readonly RecordedEvent[], after: number): void {
  for (const [index, event] of page.entries()) {
    const expected = after + 1 + index;
    if (event.position !== expected) throw new LogGap({ expected, found: event.position });
  }
}
