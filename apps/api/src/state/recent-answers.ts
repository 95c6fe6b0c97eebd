/** Keeps the most recently used answers, at most `size` of them. */
export class RecentAnswers<Value> {
  readonly #byKey = new Map<string, Value>();

  constructor(private readonly size: number) {}

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
  }

  set(key: string, value: Value): void {
    this.#byKey.delete(key);
    this.#byKey.set(key, value);
    const [oldest] = this.#byKey.keys();
    if (this.#byKey.size > this.size && oldest !== undefined) this.#byKey.delete(oldest);
  }
}
