import type { Happening } from '../folding/happening.ts';

/** When the sources of what holds now were published. */
export interface Publications {
  readonly add: (happening: Happening) => void;
  readonly remove: (happening: Happening) => void;
  /** The latest publication up to `knownMs` (epoch ms); `-Infinity` when there is none. */
  readonly latest: (knownMs: number) => number;
}

/** Counts publications by instant: there are few instants, however many sources. */
export function createPublications(): Publications {
  const counted = new Map<number, number>();
  let newest = -Infinity;

  function latest(knownMs: number): number {
    if (newest <= knownMs) return newest;
    let found = -Infinity;
    for (const at of counted.keys()) if (at <= knownMs && at > found) found = at;
    return found;
  }

  return {
    add: ({ publishedMs }) => {
      for (const at of publishedMs) {
        counted.set(at, (counted.get(at) ?? 0) + 1);
        if (at > newest) newest = at;
      }
    },
    remove: ({ publishedMs }) => {
      for (const at of publishedMs) {
        const left = (counted.get(at) ?? 0) - 1;
        if (left > 0) counted.set(at, left);
        else counted.delete(at);
      }
      if (counted.has(newest)) return;
      newest = Infinity;
      newest = latest(Number.MAX_VALUE);
    },
    latest,
  };
}
