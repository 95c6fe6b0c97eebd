import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { EncodedCommand } from '../log/encode-command.ts';
import { AppendRefused, LogUnavailable, QueueFull } from '../log/errors.ts';
import type { Appended } from '../log/event-log.ts';
import { createAppendLink, type AppendLink } from './append-link.ts';
import {
  createAppendQueue,
  type AppendQueue,
  type QueueLimits,
  type WaitingAppend,
} from './append-queue.ts';
import { failureOf, isReadOnly, lacksResources } from './failure.ts';
import { createSending, type Sending } from './sending.ts';
import { decodeVerdicts, type AppendRow } from './verdicts.ts';

/** One call of the appender, for whoever measures. */
export interface AppendBatch {
  readonly commands: number;
  readonly events: number;
  /** Epoch milliseconds. */
  readonly startedAtMs: number;
  /** From when it was sent until it was answered; one that is sent behind another waits for that one too. */
  readonly seconds: number;
  /** What the call failed with; single commands may be refused without it. */
  readonly error?: unknown;
}

/** Bounds and time limits of an appender. */
export interface AppenderOptions extends QueueLimits {
  readonly pool: pg.Pool;
  /** Milliseconds that an append may wait for a lost database. */
  readonly waitMs: number;
  /** Milliseconds after which the database gives up one call. */
  readonly callTimeoutMs: number;
  /** Hears the log's position after each batch that moved it. */
  readonly onAppended?: ((position: number) => void) | undefined;
  /** Hears of each call; must not throw. */
  readonly onBatch?: ((batch: AppendBatch) => void) | undefined;
}

/**
 * Appends commands in batches: while one call is under way the next batch gathers. A whole one is sent behind the call that is under way, so that
 * the server goes on with it at once; commands that meet on a stream are judged in the order in which they were handed in.
 */
export interface Appender {
  /** Commands that wait for a call. */
  readonly waiting: number;
  /** @throws as `EventLog.append` does */
  append(command: EncodedCommand): Promise<Appended>;
  /** Waits for what was handed in, then ends the connection. */
  close(): Promise<void>;
}

interface State {
  readonly options: AppenderOptions;
  readonly queue: AppendQueue;
  readonly link: AppendLink;
  /** Appends handed in so far. */
  handedIn: number;
  closed: boolean;
  /** How long the last call took. */
  batchMs: number;
}

const longestPauseMs = 1000;

/** Makes an appender with a connection of its own, opened when first needed and again when lost. */
export function createAppender(options: AppenderOptions): Appender {
  const state: State = {
    options,
    queue: createAppendQueue(options),
    link: createAppendLink(options.pool, options.callTimeoutMs),
    handedIn: 0,
    closed: false,
    batchMs: 1,
  };
  const sending = createSending({
    queue: state.queue,
    wholeBatch: options.maxBatchCommands,
    connect: () => connect(state),
    isConnected: () => state.link.isOpen,
    deliver: (batch) => deliver(state, batch),
  });
  return {
    get waiting() {
      return state.queue.length;
    },
    append: (command) => enqueue(state, sending, command),
    async close() {
      state.closed = true;
      await sending.idle();
      await state.link.end();
    },
  };
}

function enqueue(state: State, sending: Sending, command: EncodedCommand): Promise<Appended> {
  if (state.closed) return Promise.reject(closedLog());
  return new Promise((resolve, reject) => {
    const order = state.handedIn++;
    const append = { command, resolve, reject, order, since: performance.now(), sent: false };
    if (state.queue.offer(append)) {
      sending.offered();
      return;
    }
    const batches = 1 + state.queue.length / state.options.maxBatchCommands;
    reject(new QueueFull(Math.ceil(state.batchMs * batches)));
  });
}

/** Connects, however often it takes while anything waits; false when nothing waits any more. */
async function connect(state: State): Promise<boolean> {
  const { link, queue, options } = state;
  const longestMs = Math.min(longestPauseMs, options.waitMs / 4);
  let problem: unknown;
  for (let pauseMs = 10; !link.isOpen; pauseMs = Math.min(pauseMs * 2, longestMs)) {
    // An attempt may take long, and those who wait are told in time.
    const sweep = setInterval(() => {
      expire(state, problem);
    }, 100);
    try {
      await link.open();
    } catch (error) {
      problem = error;
      expire(state, problem);
      await delay(pauseMs);
    } finally {
      clearInterval(sweep);
    }
    if (queue.length === 0) break;
  }
  return link.isOpen;
}

function expire({ queue, options }: State, cause: unknown): void {
  const expired = queue.expire(performance.now() - options.waitMs);
  for (const append of expired) append.reject(unavailable(append.sent ? 'unknown' : 'no', cause));
}

async function deliver(state: State, batch: readonly WaitingAppend[]): Promise<void> {
  const started = performance.now();
  const failed = await send(state, batch);
  // In one place for both outcomes: an answer that makes no sense is one call and not two.
  observe(state, batch, { started, ...failed });
  if (failed) await fail(state, batch, failed.error);
  state.batchMs = performance.now() - started;
}

/** Has a batch stored and hands its verdicts out; what that failed with, if it did. */
async function send(
  state: State,
  batch: readonly WaitingAppend[],
): Promise<{ readonly error: unknown } | undefined> {
  try {
    settle(state, batch, await state.link.call(batch.map((append) => append.command)));
    return undefined;
  } catch (error) {
    return { error };
  }
}

function observe(
  { options }: State,
  batch: readonly WaitingAppend[],
  { started, error }: { readonly started: number; readonly error?: unknown },
): void {
  options.onBatch?.({
    commands: batch.length,
    events: batch.reduce((sum, { command }) => sum + command.events, 0),
    startedAtMs: performance.timeOrigin + started,
    seconds: (performance.now() - started) / 1_000,
    ...(error !== undefined && { error }),
  });
}

function settle({ options }: State, batch: readonly WaitingAppend[], row: AppendRow): void {
  const commands = batch.map((append) => append.command);
  const { verdicts, position } = decodeVerdicts(commands, row);
  for (const [index, append] of batch.entries()) {
    const verdict = verdicts[index];
    if (verdict instanceof Error) append.reject(verdict);
    else if (verdict !== undefined) append.resolve(verdict);
  }
  const { onAppended } = options;
  // Apart, so that what the listener throws is no failure of the append.
  if (onAppended !== undefined && position > Number(row[0]))
    queueMicrotask(() => {
      onAppended(position);
    });
}

/** Deals with a call that failed; what may be tried again is. */
async function fail(state: State, batch: readonly WaitingAppend[], error: unknown): Promise<void> {
  switch (failureOf(error)) {
    case 'lost':
      state.link.drop();
      retry(state, batch, error);
      return;
    case 'busy':
      if (isReadOnly(error)) state.link.drop();
      for (const append of batch) append.reject(unavailable(append.sent ? 'unknown' : 'no', error));
      return;
    case 'refused':
      if (batch.length === 1) batch[0]?.reject(new AppendRefused(error));
      // One by one, so that only those fail that the database refuses.
      else for (const append of batch) await deliver(state, [append]);
  }
}

/** A command with an id is safe to send again: had it been stored, it will be a duplicate. */
function retry(state: State, batch: readonly WaitingAppend[], error: unknown): void {
  const earliest = performance.now() - state.options.waitMs;
  const again: WaitingAppend[] = [];
  for (const append of batch) {
    append.sent = true;
    if (append.command.commandId !== '' && append.since >= earliest) again.push(append);
    else append.reject(unavailable('unknown', error));
  }
  state.queue.putBack(again);
}

function unavailable(stored: 'no' | 'unknown', cause: unknown): LogUnavailable {
  return new LogUnavailable({ message: unavailableBecause(stored, cause), stored, cause });
}

function unavailableBecause(stored: 'no' | 'unknown', cause: unknown): string {
  if (stored === 'unknown')
    return 'the connection to the database broke during the append: see whether it was stored, or use a command id and try again';
  if (lacksResources(cause))
    return 'the database has no room or no resources left and nothing was stored: make room and try again';
  if (isReadOnly(cause))
    return 'the database is read-only and nothing was stored: try again when it takes writes';
  return 'the database could not be reached in time and nothing was stored: try again';
}

function closedLog(): LogUnavailable {
  return new LogUnavailable({ message: 'the log was closed: open it again', stored: 'no' });
}
