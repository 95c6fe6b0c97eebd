import type { LiveEvent } from '@ceasefire/contracts';

/** How long an acknowledgement may wait for more events, in milliseconds. */
const EVERY_MS = 1_000;
/** So many events are acknowledged without delay: the server sends a bounded number of them ahead. */
const AT_ONCE = 100;

/** A message that was taken in. */
interface TakenIn {
  readonly events: readonly LiveEvent[];
  /** Whether the page was catching up when it came. */
  readonly isBehind: boolean;
}

/**
 * Acknowledges what was taken in. One acknowledgement stands for all messages before it, so that of many that come fast only some are
 * answered: a message after a pause without delay, and those that follow closely together. Who catches up is sent nothing more before the answer, and so
 * does not delay any.
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

  /** A message was taken in: now, soon or with those that follow it is acknowledged. */
  tookIn({ events, isBehind }: TakenIn, acknowledge: () => void): void {
    this.#acknowledge = acknowledge;
    this.#events += events.length;
    const mayWait = this.#timer !== undefined && !isBehind && this.#mayWait();
    if (!mayWait || this.#events >= AT_ONCE) this.#now();
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
