/** Lets callers wait until a position is reached. */
export interface Arrivals {
  /** Resolves at the first call of `reached`. */
  readonly first: Promise<void>;
  reached(position: number): void;
  /** True once `position` is reached, false when it is not within `timeoutMs`. */
  wait(position: number, timeoutMs: number): Promise<boolean>;
}

/** Nothing is reached yet. */
export function createArrivals(): Arrivals {
  let latest = -1;
  let arrive: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (arrive = resolve));
  const waiting = new Set<{
    readonly position: number;
    readonly end: (reached: boolean) => void;
  }>();

  const reached = (position: number): void => {
    latest = position;
    arrive();
    for (const one of waiting) if (one.position <= position) one.end(true);
  };

  const wait = (position: number, timeoutMs: number): Promise<boolean> => {
    if (position <= latest) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (isReached: boolean): void => {
        clearTimeout(timer);
        waiting.delete(one);
        resolve(isReached);
      };
      const one = { position, end };
      const timer = setTimeout(end, timeoutMs, false);
      waiting.add(one);
    });
  };

  return { first, reached, wait };
}
