import { type Fold, signatureOf } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import { foldOrder } from '../folding/order.ts';
import { firstAfter } from './first-place.ts';
import { counts, type Reading } from './reading.ts';
import { countedIn, membersIn, type Stretch, summaryOf } from './stretch.ts';

/** What may have begun by an instant and was not definite by then, looked up without a pass over all that comes later. */
export interface Beginnings<State> {
  /**
   * In the order of the fold, from the stretch at `index` on, in which the first is that is not definite. Only what may turn something is among them, and of
   * those that may have begun at any time only the first of each signature: the others lead to no other status.
   */
  readonly by: (along: readonly Stretch<State>[], index: number, reading: Reading) => Happenings;
  /** To be told when stretches changed. */
  readonly drop: () => void;
}

type Happenings = readonly Happening[];

interface Known {
  /** When the first of a stretch and all behind it may have begun (epoch ms), those without a start left aside. */
  readonly earliestMs: Float64Array;
  /** Those without a start, by what they say. */
  readonly open: readonly Alike[];
}

/** Happenings that say the same, in the order of the fold, and when each becomes definite (epoch ms): side by side, as they are searched by that. */
interface Alike {
  readonly happenings: Happenings;
  readonly definiteMs: Float64Array;
}

/** Works them out when they are first asked for after a change. */
export function createBeginnings<State>({ turns }: Pick<Fold<State>, 'turns'>): Beginnings<State> {
  let known: Known | null = null;
  return {
    by: (along, index, reading) => {
      known ??= knownOf(along, turns);
      const { earliestMs, open } = known;
      const begun: Happening[] = [];
      for (let place = index; (earliestMs[place] ?? Infinity) <= reading.atMs; place += 1) {
        const stretch = along[place];
        if (stretch !== undefined) begun.push(...begunIn(stretch, reading).filter(turns));
      }
      for (const alike of open) {
        const first = firstOf(alike, reading);
        if (first !== undefined) begun.push(first);
      }
      return begun.sort(foldOrder);
    },
    drop: () => {
      known = null;
    },
  };
}

function knownOf(along: readonly Stretch<unknown>[], turns: Fold<unknown>['turns']): Known {
  const earliestMs = new Float64Array(along.length);
  let earliest = Infinity;
  for (let place = along.length - 1; place >= 0; place -= 1) {
    const stretch = along[place];
    if (stretch !== undefined) earliest = Math.min(earliest, summaryOf(stretch).earliestMs);
    earliestMs[place] = earliest;
  }
  const open = new Map<string, Happening[]>();
  for (const stretch of along) {
    for (const happening of membersIn(stretch, summaryOf(stretch).open)) {
      if (!turns(happening)) continue;
      const signature = signatureOf(happening);
      const alike = open.get(signature);
      if (alike === undefined) open.set(signature, [happening]);
      else alike.push(happening);
    }
  }
  const lists = [...open.values()].map((happenings) => ({
    happenings,
    definiteMs: Float64Array.from(happenings, (happening) => happening.definiteMs),
  }));
  return { earliestMs, open: lists };
}

/** The first that counts of those that say the same and are not definite yet. */
function firstOf({ happenings, definiteMs }: Alike, reading: Reading): Happening | undefined {
  for (let place = firstAfter(definiteMs, reading.atMs); place < happenings.length; place += 1) {
    const happening = happenings[place];
    if (happening !== undefined && counts(happening, reading)) return happening;
  }
  return undefined;
}

function begunIn(stretch: Stretch<unknown>, reading: Reading): Happenings {
  const { atMs } = reading;
  const { earliestMs, open } = summaryOf(stretch);
  if (earliestMs > atMs) return [];
  return membersIn(stretch, countedIn(stretch, reading) & ~open).filter(
    ({ startMs, definiteMs }) => startMs <= atMs && definiteMs > atMs,
  );
}
