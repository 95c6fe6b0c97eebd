import type { LiveEvent } from '@ceasefire/contracts';

/** How long an acknowledgement may wait for more events, in milliseconds. */
const EVERY_MS = 200;
/** So many events are acknowledged at once: the server sends a bounded number of them ahead. */
const AT_ONCE = 100;

/**
 * Acknowledges what was taken in. One acknowledgement stands for all messages before it, so that of many that come fast only some are
 * answered: a message after a pause at once, and those that follow closely together.
 */
export class Acknowledging {
  #acknowledge: (() => void) | undefined;
  #events = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #mayWait: () => boolean;

  /** `mayWait`: whether timers are on time. Those of a page that nobody sees may be a minute late, and the server's patience has an end. */
  constructor(mayWait: () => boolean) {
    this.#mayWait = mayWait;
  }

  /** The message of these events was taken in. */
  tookIn(events: readonly LiveEvent[], acknowledge: () => void): void {
    this.#acknowledge = acknowledge;
    this.#events += events.length;
    if (this.#timer === undefined || this.#events >= AT_ONCE || !this.#mayWait()) this.#now();
  }

  /** What was not acknowledged by now is not going to be: its connection is gone. */
  drop(): void {
    this.#acknowledge = undefined;
    this.#events = 0;
  }

  #now(): void {
    this.#acknowledge?.();
    this.drop();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#acknowledge !== undefined) this.#now();
    }, EVERY_MS);
  }
}
