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

/** So many places at most are passed over for one that may be forgotten. */
const mostPassedOver = 16;

type Passages = RememberedPassage<unknown>[];

/** Forgets first what was remembered first; what was gone again since it was last looked at is passed over. */
export function createMemory(most = mostOfAll): Memory {
  const stretches: Pick<Stretch<unknown>, 'passages'>[] = [];
  let next = 0;

  function freePlace(): number {
    for (let left = mostPassedOver; ; left -= 1) {
      const place = next;
      next = (next + 1) % most;
      const passages = stretches[place]?.passages ?? [];
      if (left === 0 || !allAgain(passages)) {
        forgetOne(passages);
        return place;
      }
    }
  }

  return {
    keep: (stretch, passage) => {
      const { passages } = stretch;
      if (passages.length === mostOfOne) forgetOne(passages);
      else stretches[freePlace()] = stretch;
      passages.push(passage);
    },
  };
}

/** Whether all of them, and there are some, were gone again; it is asked anew from now on. */
function allAgain(passages: Passages): boolean {
  if (passages.length === 0 || passages.some(({ again }) => !again)) return false;
  for (const passage of passages) passage.again = false;
  return true;
}

/** The oldest of those that were not gone again, or the oldest. */
function forgetOne(passages: Passages): void {
  const place = passages.findIndex(({ again }) => !again);
  passages.splice(Math.max(place, 0), 1);
}
