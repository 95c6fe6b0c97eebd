/** Keeps the most recently used answers, as long as their weights together are at most `capacity`. */
export class RecentAnswers<Value> {
  readonly #byKey = new Map<string, Value>();
  #weight = 0;

  /** Without `weightOf` the answers are counted. `onDropped` hears of each that is no longer kept. */
  constructor(
    private readonly capacity: number,
    private readonly weightOf: (value: Value) => number = () => 1,
    private readonly onDropped: (value: Value) => void = () => undefined,
  ) {}

  get(key: string): Value | undefined {
    const value = this.#byKey.get(key);
    if (value === undefined) return undefined;
    // A map keeps the order of insertion: the oldest is the first.
    this.#byKey.delete(key);
    this.#byKey.set(key, value);
    return value;
  }

  clear(): void {
    for (const key of [...this.#byKey.keys()]) this.#remove(key);
  }

  /** One that is too heavy by itself is not kept. */
  set(key: string, value: Value): void {
    this.#remove(key);
    this.#byKey.set(key, value);
    this.#weight += this.weightOf(value);
    for (const oldest of this.#byKey.keys()) {
      if (this.#weight <= this.capacity) return;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    const value = this.#byKey.get(key);
    if (value === undefined) return;
    this.#byKey.delete(key);
    this.#weight -= this.weightOf(value);
    this.onDropped(value);
  }
}
