import { ApiError } from '../connection/api.ts';
import { askWhatIsAwaited, type Wait } from '../connection/awaited.ts';
import { POLL_EVERY_MS } from '../connection/health.ts';

/** How long the first pause is, in milliseconds; each later one is half as long again. */
const FIRST_PAUSE_MS = 2_000;

/** What the server waits for that said, by this error, that it will answer in a moment; null where it did not say so. */
export async function waitAfter(error: unknown): Promise<Wait | null> {
  return error instanceof ApiError && error.status === 503 ? askWhatIsAwaited() : null;
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
