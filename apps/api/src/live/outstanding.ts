/** Most events that a client at the head may have been sent without acknowledging them. */
export const mostOutstanding = 400;

/** What a client has been sent and not acknowledged. Times are those of a clock that never goes back, in milliseconds. */
export class Outstanding {
  #sent = 0;
  #acknowledged = 0;
  #quietSinceMs = 0;
  #wake: (() => void) | undefined;

  /** True when the client has acknowledged all that it was sent. */
  get isEmpty(): boolean {
    return this.#acknowledged === this.#sent;
  }

  /** True when a client has fallen behind: it is sent nothing more until it has acknowledged everything. */
  get isFull(): boolean {
    return this.#sent - this.#acknowledged >= mostOutstanding;
  }

  /** Notes that so many more were sent; answers how many that makes. */
  sent(count: number, nowMs: number): number {
    if (this.isEmpty) this.#quietSinceMs = nowMs;
    return (this.#sent += count);
  }

  /** Messages arrive in order, so that whoever acknowledges one has all before it: `upTo` is what `sent` answered for it. */
  acknowledged(upTo: number, nowMs: number): void {
    this.#quietSinceMs = nowMs;
    this.#acknowledged = upTo;
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
