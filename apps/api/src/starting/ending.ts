/** Everything has this long to end in good order; then the process ends anyway. */
const withinMs = 9_000;

type Step = () => Promise<unknown>;

/** What has to be ended, in the reverse of the order in which it was begun. */
export class Ending {
  readonly #steps: Step[] = [];
  #ended: Promise<boolean> | undefined;

  /** True once the end has begun. */
  get begun(): boolean {
    return this.#ended !== undefined;
  }

  /** To be called for what was begun just now. Begun after the end, it is ended at once. */
  add(step: Step): void {
    if (this.#ended === undefined) this.#steps.push(step);
    else void step().catch(() => undefined);
  }

  /** Ends everything once, however often it is called; false when something failed or took too long. */
  end(): Promise<boolean> {
    return (this.#ended ??= this.#end());
  }

  async #end(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), withinMs);
    });
    return Promise.race([this.#inOrder(), late]).finally(() => clearTimeout(timer));
  }

  async #inOrder(): Promise<boolean> {
    let allEnded = true;
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop())
      // One that cannot be ended does not keep the others.
      await step().catch(() => (allEnded = false));
    return allEnded;
  }
}
