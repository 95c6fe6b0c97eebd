/** Keeps readers of one log together, so that what is read for one is still at hand for the others. */
export interface Pace {
  /** Says where a reader is; resolves when it is no more than the window ahead of the last one. */
  keep(reader: string, position: number): Promise<void>;
  /** A reader that has ended holds nobody back. */
  leave(reader: string): void;
}

/** A pace for the named readers, all of them at `position` 0; `window` is in positions. */
export function createPace(readers: readonly string[], window: number): Pace {
  const positions = new Map(readers.map((reader) => [reader, 0]));
  let waiting: (() => void)[] = [];

  const moved = (): void => {
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };

  const mayGo = (position: number): boolean => position <= Math.min(...positions.values()) + window;

  return {
    keep: async (reader, position) => {
      positions.set(reader, position);
      moved();
      while (positions.has(reader) && !mayGo(position)) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    leave: (reader) => {
      positions.delete(reader);
      moved();
    },
  };
}
