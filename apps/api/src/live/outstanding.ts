/** Most events that a client at the head may have been sent without acknowledging them. */
export const mostOutstanding = 400;

/** What a client has been sent and not acknowledged. Times are those of a clock that never goes back, in milliseconds. */
export class Outstanding {
  #events = 0;
  #quietSinceMs = 0;
  #wake: (() => void) | undefined;

  /** True when the client has acknowledged all that it was sent. */
  get isEmpty(): boolean {
    return this.#events === 0;
  }

  /** True when a client has fallen behind: it is sent nothing more until it has acknowledged everything. */
  get isFull(): boolean {
    return this.#events >= mostOutstanding;
  }

  sent(count: number, nowMs: number): void {
    if (this.isEmpty) this.#quietSinceMs = nowMs;
    this.#events += count;
  }

  acknowledged(count: number, nowMs: number): void {
    this.#quietSinceMs = nowMs;
    this.#events -= count;
    if (this.isEmpty) this.#wake?.();
  }

  /** How long the client has acknowledged nothing although it should have; 0 when nothing is due. */
  quietForMs(nowMs: number): number {
    return this.isEmpty ? 0 : nowMs - this.#quietSinceMs;
  }

  /** Resolves when everything is acknowledged, or when the signal is aborted. */
  async none(signal: AbortSignal): Promise<void> {
    if (this.isEmpty || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#wake = undefined;
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done);
    });
  }
}
