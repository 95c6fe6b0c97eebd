/** Keeps the most recently used answers, as long as their weights together are at most `capacity`. */
export class RecentAnswers<Value> {
  readonly #byKey = new Map<string, Value>();
  #weight = 0;

  /** Without `weightOf` the answers are counted. */
  constructor(
    private readonly capacity: number,
    private readonly weightOf: (value: Value) => number = () => 1,
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
    this.#byKey.clear();
    this.#weight = 0;
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
  }
}
