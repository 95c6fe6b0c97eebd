/** How many wrong keys one address may try in a minute before it is told to wait. */
const mostFailures = 20;
const windowMs = 60_000;
const mostAddresses = 10_000;

/** Counts wrong keys by address, within bounded memory. Right keys are never slowed. */
export class FailedAttempts {
  readonly #counts = new Map<string, { count: number; readonly endsAt: number }>();

  /** Notes a failure at `now` (epoch ms); the answer is how long the address has to wait, in ms, or 0. */
  note(address: string, now: number): number {
    const known = this.#counts.get(address);
    if (known === undefined || known.endsAt <= now) {
      if (this.#counts.size >= mostAddresses) this.#counts.clear();
      this.#counts.set(address, { count: 1, endsAt: now + windowMs });
      return 0;
    }
    known.count += 1;
    return known.count > mostFailures ? known.endsAt - now : 0;
  }
}
