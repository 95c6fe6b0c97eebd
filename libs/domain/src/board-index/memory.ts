import type { RememberedPassage, Stretch } from './stretch.ts';

/** What the timelines of one index may remember together, so that questions about the past do not fill the memory. */
export interface Memory {
  /** Puts a passage with those of its stretch; the oldest of all are forgotten for it. */
  readonly keep: <State>(stretch: Stretch<State>, passage: RememberedPassage<State>) => void;
}

/** So many passages over one stretch are remembered: from different pasts, or over different members. */
const mostOfOne = 4;

/** Three for each two stretches of a million happenings. A passage takes one to five kilobytes. */
const mostOfAll = 48_000;

/** Forgets first what was remembered first. */
export function createMemory(most = mostOfAll): Memory {
  const stretches: Pick<Stretch<unknown>, 'passages'>[] = [];
  let next = 0;

  return {
    keep: (stretch, passage) => {
      const { passages } = stretch;
      if (passages.length === mostOfOne) {
        // It takes the place of the oldest of its stretch.
        passages.shift();
        passages.push(passage);
        return;
      }
      stretches[next]?.passages.shift();
      stretches[next] = stretch;
      next = (next + 1) % most;
      passages.push(passage);
    },
  };
}
