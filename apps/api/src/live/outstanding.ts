/** Most events that a client at the head may have been sent without acknowledging them. */
export const mostOutstanding = 400;

/**
 * What a client has been sent and not acknowledged.
 *
 * While it catches up, one message at a time is out. At the head messages go out at once, until more than `mostOutstanding` events are
 * unacknowledged: then the client is behind, and catches up from the log.
 */
export class Outstanding {
  #events = 0;
  #catchingUp = true;
  #wake: (() => void) | undefined;

  get events(): number {
    return this.#events;
  }

  /** True when another message may be sent now. */
  get hasRoom(): boolean {
    return this.#catchingUp ? this.#events === 0 : this.#events < mostOutstanding;
  }

  sent(count: number, reachesHead: boolean): void {
    this.#events += count;
    this.#catchingUp = !reachesHead || this.#events >= mostOutstanding;
  }

  acknowledged(count: number): void {
    this.#events -= count;
    if (this.hasRoom) this.#release();
  }

  /** Resolves when another message may be sent, or when the signal is aborted. */
  async room(signal: AbortSignal): Promise<void> {
    if (this.hasRoom || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done);
    });
  }

  #release(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
