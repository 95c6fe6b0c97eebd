import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog, RecordedEvent } from '../log/event-log.ts';
import { ProjectionError } from './errors.ts';
import type { LogPage, LogPages } from './log-pages.ts';

/** How far a replay is; exact, as positions are dense. */
export interface Progress {
  readonly position: number;
  readonly head: number;
  /** Average since it began. */
  readonly eventsPerSecond: number;
  readonly etaSeconds: number;
}

/** How to read the log to its end. */
export interface Reading {
  /** After which position to begin. Default 0. */
  readonly after?: number;
  readonly log: Pick<EventLog, 'head'>;
  readonly pages: LogPages;
  readonly take: (events: readonly RecordedEvent[], full: boolean) => void | Promise<void>;
  /** Called at the end of the log; true ends the reading. */
  readonly arrive: () => boolean | Promise<boolean>;
  /** A position at which a batch is to end. */
  readonly cutAt: number;
  /** Whether the reading ends there too. */
  readonly endAtCut?: boolean;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const pauseMs = 20;

/**
 * Hands over the log in order, reading one page ahead.
 * @throws ProjectionError REBUILD_STOPPED when the signal says so
 */
export async function readThrough(reading: Reading): Promise<void> {
  const { pages, arrive, cutAt, endAtCut = false, after = 0 } = reading;
  const startedAtMs = performance.now();
  let position = after;
  let next = pages.read(after);
  while (!endAtCut || position < cutAt) {
    if (reading.signal?.aborted === true) throw stopped(`after position ${position}`);
    const page = await next;
    if (page.events.length > 0) {
      next = pages.read(position + page.events.length);
      await handOver(reading, page);
      position += page.events.length;
      await tell(reading, endAtCut ? Math.min(position, cutAt) : position, startedAtMs);
    }
    if (page.full) continue;
    if (await arrive()) return;
    if (page.events.length > 0) continue;
    await delay(pauseMs);
    next = pages.read(position);
  }
}

async function handOver({ take, cutAt, endAtCut }: Reading, page: LogPage): Promise<void> {
  const [before, after] = cut(page.events, cutAt);
  if (before.length > 0) await take(before, page.full || after.length > 0);
  if (after.length > 0 && endAtCut !== true) await take(after, page.full);
}

function cut(
  events: readonly RecordedEvent[],
  at: number,
): readonly [readonly RecordedEvent[], readonly RecordedEvent[]] {
  const count = events.findIndex(({ position }) => position > at);
  return count === -1 ? [events, []] : [events.slice(0, count), events.slice(count)];
}

async function tell(reading: Reading, position: number, startedAtMs: number): Promise<void> {
  if (!reading.onProgress) return;
  const head = reading.endAtCut === true ? reading.cutAt : (await reading.log.head()).position;
  const seconds = Math.max(0.001, (performance.now() - startedAtMs) / 1_000);
  const eventsPerSecond = (position - (reading.after ?? 0)) / seconds;
  reading.onProgress({
    position,
    head: Math.max(head, position),
    eventsPerSecond,
    etaSeconds: Math.max(0, head - position) / eventsPerSecond,
  });
}

/** What a replay ends with that was told to. */
export function stopped(where: string): ProjectionError {
  const message = `The replay was stopped ${where}; what was live is live, and a later replay goes on from there.`;
  return new ProjectionError('REBUILD_STOPPED', message);
}
