import type { EventLog, RecordedEvent } from '@ceasefire/event-store';

/** Most events kept in memory for readers that are nearly at the head. */
const recentEvents = 2_000;

type Listener = (events: readonly RecordedEvent[]) => void;

/**
 * The node's one view of the log's end: everything that follows the log on this node reads from here.
 *
 * Readers pull: each keeps only its own position, so that a slow one costs no memory. Positions come in order and without
 * a gap; nearly current readers are served from memory, others from the log.
 */
export class LogTail {
  readonly #log: EventLog;
  readonly #listeners = new Set<Listener>();
  readonly #restarts = new Set<() => void>();
  #recent: RecordedEvent[] = [];
  #head: number;
  #epoch: string;

  constructor(log: EventLog, start: { readonly position: number; readonly epoch: string }) {
    this.#log = log;
    this.#head = start.position;
    this.#epoch = start.epoch;
  }

  /** The last position that this node has seen; 0 before the first event. */
  get head(): number {
    return this.#head;
  }

  /** Another epoch is another log: positions of one mean nothing in the other. */
  get epoch(): string {
    return this.#epoch;
  }

  /**
   * Takes what the tailer read, in order. What it has already it takes no second time.
   * @throws RangeError when positions are missing
   */
  accept(events: readonly RecordedEvent[]): void {
    const fresh = events.filter(({ position }) => position > this.#head);
    const [first] = fresh;
    const last = fresh.at(-1);
    if (first === undefined || last === undefined) return;
    if (first.position !== this.#head + 1)
      throw new RangeError(`The tail is at ${this.#head} and was handed ${first.position}.`);
    this.#recent = [...this.#recent, ...fresh].slice(-recentEvents);
    this.#head = last.position;
    for (const listener of [...this.#listeners]) listener(fresh);
  }

  /** Begins anew at the end of a log that has not what came last: the database was put back to an earlier state, or replaced. */
  restart(at: { readonly position: number; readonly epoch: string }): void {
    this.#recent = [];
    this.#head = at.position;
    this.#epoch = at.epoch;
    for (const listener of [...this.#restarts]) listener();
  }

  /** Calls `listener` after every restart until the answer is called. A listener must not throw. */
  onRestart(listener: () => void): () => void {
    this.#restarts.add(listener);
    return () => this.#restarts.delete(listener);
  }

  /** Calls `listener` with every batch from now on until the answer is called. A listener must not throw or block. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Up to `limit` events from position `after` + 1; empty at the head. Throws as the log does when it must be asked. */
  async read(after: number, limit: number): Promise<readonly RecordedEvent[]> {
    if (after >= this.#head) return [];
    const [oldest] = this.#recent;
    if (oldest !== undefined && oldest.position <= after + 1) {
      const start = after + 1 - oldest.position;
      return this.#recent.slice(start, start + limit);
    }
    return this.#log.readAll({ after, to: this.#head, limit });
  }

  /** Resolves when there are events after position `after`, or when the signal is aborted. */
  async waitFor(after: number, signal: AbortSignal): Promise<void> {
    if (this.#head > after || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        unsubscribe();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const unsubscribe = this.subscribe(done);
      signal.addEventListener('abort', done);
    });
  }
}
