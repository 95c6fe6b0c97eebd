import { setTimeout as sleep } from 'node:timers/promises';
import { eventsPerMessage, type LiveEvent } from '@ceasefire/contracts';
import type { LogTail } from '../database/log-tail.ts';
import { liveEventOf } from './live-event.ts';

const retryMs = 1_000;

/** Pages kept in memory: 6,400 events, a few megabytes. */
const mostPages = 32;

/**
 * The log as messages for those who catch up: pages of 200 events, read once for all of them.
 *
 * Page n holds positions 200n + 1 to 200n + 200. Whoever begins within a page gets the rest of it first and whole pages after that, so that
 * readers who came back together are sent the same arrays, and a thousand of them cost the database and the encoder little more than one.
 */
export class LivePages {
  readonly #tail: LogTail;
  readonly #pages = new Map<number, Page>();

  constructor(tail: LogTail) {
    this.#tail = tail;
    tail.onRestart(() => this.#pages.clear());
  }

  /** What follows position `after`, at most 200 events; waits for them, and waits out a database that is away. Empty when aborted. */
  async next(after: number, signal: AbortSignal): Promise<LiveEvent[]> {
    const ended = (): boolean => signal.aborted;
    while (!ended()) {
      await this.#tail.waitFor(after, signal);
      if (ended()) break;
      const events = await this.#read(after).catch(() => undefined);
      if (events !== undefined) return events;
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
    }
    return [];
  }

  async #read(after: number): Promise<LiveEvent[]> {
    const number = Math.floor(after / eventsPerMessage);
    const kept = this.#pages.get(number);
    // An older one would leave whoever gets it behind the head again, waiting for an acknowledgement before the rest comes.
    if (kept?.isWhole(this.#tail.head)) return kept.after(after);
    const page = new Page(this.#tail, number, kept);
    this.#keep(number, page);
    return page.after(after).catch((error: unknown) => {
      if (this.#pages.get(number) === page) this.#pages.delete(number);
      throw error;
    });
  }

  #keep(number: number, page: Page): void {
    this.#pages.delete(number);
    this.#pages.set(number, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > mostPages && oldest !== undefined) this.#pages.delete(oldest);
  }
}

/** One page, as far as the log went when it was asked for. */
class Page {
  /** The last position in it. */
  readonly upTo: number;
  readonly events: Promise<LiveEvent[]>;
  readonly #start: number;
  readonly #rests = new Map<number, LiveEvent[]>();

  /** `begun` is the same page from when the log was shorter: only what follows it is read. */
  constructor(tail: LogTail, number: number, begun?: Page) {
    this.#start = number * eventsPerMessage;
    this.upTo = this.#endAt(tail.head);
    this.events = this.#read(tail, begun);
  }

  /** Whether there is nothing that it lacks while the log ends at `head`. */
  isWhole(head: number): boolean {
    return this.upTo === this.#endAt(head);
  }

  /** What it holds after a position: the same array for everybody who asks for the same. */
  async after(position: number): Promise<LiveEvent[]> {
    const events = await this.events;
    if (position === this.#start) return events;
    let rest = this.#rests.get(position);
    if (rest === undefined)
      this.#rests.set(position, (rest = events.slice(position - this.#start)));
    return rest;
  }

  #endAt(head: number): number {
    return Math.min(this.#start + eventsPerMessage, head);
  }

  async #read(tail: LogTail, begun?: Page): Promise<LiveEvent[]> {
    const from = begun?.upTo ?? this.#start;
    const [known, fresh] = await Promise.all([begun?.events, tail.read(from, this.upTo - from)]);
    return [...(known ?? []), ...fresh.map(liveEventOf)];
  }
}
