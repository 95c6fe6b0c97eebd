import { ApiError } from '../connection/api.ts';
import { POLL_EVERY_MS } from '../connection/health.ts';

/** How long the first pause is, in milliseconds; each later one is half as long again. */
const FIRST_PAUSE_MS = 2_000;

/** Whether the server said that it will be able to answer in a moment. */
export function isSoon(error: unknown): boolean {
  return error instanceof ApiError && error.status === 503;
}

/** Asks a server again that is getting ready, for a page that has nothing to show yet. */
export class AskingAgain {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = FIRST_PAUSE_MS;

  /** Calls `ask` after a pause; only the last call counts. */
  later(ask: () => void): void {
    this.stop();
    this.#timer = setTimeout(ask, this.#pauseMs);
    this.#pauseMs = Math.min(1.5 * this.#pauseMs, POLL_EVERY_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
