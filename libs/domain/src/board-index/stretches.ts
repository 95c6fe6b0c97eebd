import type { Happening } from '../folding/happening.ts';
import type { Happenings } from '../folding/happenings.ts';
import { foldOrder } from '../folding/order.ts';
import { firstAfter, firstPlace } from './first-place.ts';
import type { Keeping } from './distances.ts';
import { lastOf, type Stretch } from './stretch.ts';

/** All revisions of one process that ever counted, in the order of the fold, cut into short stretches. */
export interface Stretches<State> {
  /** Takes the happening at a place. */
  readonly add: (place: number) => void;
  /** To be told when `supersededAt` of a happening was set: it stays, but no longer holds now. */
  readonly retire: (place: number) => void;
  /** In the order of the fold; no stretch is empty. */
  readonly all: () => readonly Stretch<State>[];
  /** The place of the first stretch with a member that is not definite at an instant (epoch ms); their number where there is none. */
  readonly edgeAt: (ms: number) => number;
}

/** Beyond these many at once everything is sorted and cut anew: a load of a million is sorted once. */
const fewEnoughToInsert = 256;

/**
 * Collects changes and makes them when the stretches are asked for: one late report changes one stretch.
 * `onChange` is told the first stretch that is no longer what it was.
 */
export function createStretches<State>(
  onChange: (from: number) => void,
  { happenings, stretch: most }: Pick<Keeping, 'happenings' | 'stretch'>,
): Stretches<State> {
  let stretches: Stretch<State>[] = [];
  let added: number[] = [];
  let retired: number[] = [];
  /** When the last member of each becomes definite: side by side, for whoever searches here goes from one far place to another. */
  let ends: Float64Array | null = null;

  function settle(): void {
    ends = null;
    if (added.length > fewEnoughToInsert) {
      const all = [...stretches.flatMap((each) => each.members), ...added];
      stretches = cut(inFoldOrder(all, happenings), most, happenings);
      onChange(0);
    } else {
      for (const place of added) onChange(insert(stretches, happenings, { place, most }));
    }
    for (const place of retired) onChange(forget(stretches, happenings.at(place)));
    added = [];
    retired = [];
  }

  function all(): readonly Stretch<State>[] {
    if (added.length > 0 || retired.length > 0) settle();
    return stretches;
  }

  return {
    add: (place) => {
      added.push(place);
    },
    retire: (place) => {
      retired.push(place);
    },
    all,
    edgeAt: (ms) => {
      const settled = all();
      ends ??= Float64Array.from(settled, (each) => lastOf(each)?.definiteMs ?? Infinity);
      return firstAfter(ends, ms);
    },
  };
}

/** The places as their happenings are folded. */
function inFoldOrder(places: readonly number[], { at }: Happenings): readonly number[] {
  const placed = places.map((place) => ({ place, happening: at(place) }));
  placed.sort((one, other) => foldOrder(one.happening, other.happening));
  return placed.map(({ place }) => place);
}

function cut<State>(
  sorted: readonly number[],
  most: number,
  happenings: Happenings,
): Stretch<State>[] {
  const stretches: Stretch<State>[] = [];
  for (let from = 0; from < sorted.length; from += most) {
    stretches.push(stretchOf(sorted.slice(from, from + most), happenings));
  }
  return stretches;
}

function stretchOf<State>(members: readonly number[], happenings: Happenings): Stretch<State> {
  return { members, happenings, summary: null, passages: [] };
}

/** Sorts a happening in; answers the first stretch that changed. A new one takes the place of a changed one. */
function insert<State>(
  stretches: Stretch<State>[],
  happenings: Happenings,
  { place, most }: { readonly place: number; readonly most: number },
): number {
  const happening = happenings.at(place);
  const index = Math.max(0, Math.min(indexOf(stretches, happening), stretches.length - 1));
  const members = stretches[index]?.members ?? [];
  const within = firstPlace(members, (each) => foldOrder(happenings.at(each), happening) >= 0);
  const more = [...members.slice(0, within), place, ...members.slice(within)];
  if (more.length <= most) {
    stretches.splice(index, 1, stretchOf(more, happenings));
    return index;
  }
  // What comes at the very end goes on alone: whoever tells things in their order fills every stretch.
  const isLast = index === stretches.length - 1 && within === members.length;
  const half = isLast ? members.length : more.length >>> 1;
  const [front, back] = [more.slice(0, half), more.slice(half)];
  stretches.splice(index, 1, stretchOf(front, happenings), stretchOf(back, happenings));
  return index;
}

function forget(stretches: readonly Stretch<unknown>[], happening: Happening): number {
  const index = indexOf(stretches, happening);
  const stretch = stretches[index];
  if (stretch !== undefined) stretch.summary = null;
  return index;
}

/** The stretch that a happening belongs into: the first one that does not end before it. */
function indexOf(stretches: readonly Stretch<unknown>[], happening: Happening): number {
  return firstPlace(stretches, (stretch) => {
    const last = lastOf(stretch);
    return last !== undefined && foldOrder(last, happening) >= 0;
  });
}
