import type { Polled } from './api.ts';

/** Asks for the same thing again and again, and is answered only where it differs from what was last taken in. */
export class Poller<T> {
  #etag: string | null = null;

  constructor(private readonly poll: (etag: string | null) => Promise<Polled<T>>) {}

  /** Asks once and hands on the answer, null where nothing changed; one that `take` fails on is answered again. Throws what either throws. */
  async ask(take: (changed: T | null) => Promise<void>): Promise<void> {
    const { changed, etag } = await this.poll(this.#etag);
    await take(changed);
    this.#etag = etag;
  }
}
