import type { Happening } from '../folding/happening.ts';
import { foldOrder } from '../folding/order.ts';
import { firstAfter, firstPlace } from './first-place.ts';
import type { Stretch } from './stretch.ts';

/** All revisions of one process that ever counted, in the order of the fold, cut into short stretches. */
export interface Stretches<State> {
  readonly add: (happening: Happening) => void;
  /** To be told when `supersededAt` of a happening was set: it stays, but no longer holds now. */
  readonly retire: (happening: Happening) => void;
  /** In the order of the fold; no stretch is empty. */
  readonly all: () => readonly Stretch<State>[];
  /** The place of the first stretch with a member that is not definite at an instant (epoch ms); their number where there is none. */
  readonly edgeAt: (ms: number) => number;
}

/** Beyond these many at once everything is sorted and cut anew: a load of a million is sorted once. */
const fewEnoughToInsert = 256;

/**
 * Collects changes and makes them when the stretches are asked for: one late report changes one stretch.
 * `onChange` is told the first stretch that is no longer what it was; `most` members are in one, 32 at most.
 */
export function createStretches<State>(
  onChange: (from: number) => void,
  most: number,
): Stretches<State> {
  let stretches: Stretch<State>[] = [];
  let added: Happening[] = [];
  let retired: Happening[] = [];
  /** When the last member of each becomes definite: side by side, for whoever searches here goes from one far place to another. */
  let ends: Float64Array | null = null;

  function settle(): void {
    ends = null;
    if (added.length > fewEnoughToInsert) {
      const members = [...stretches.flatMap((each) => each.members), ...added].sort(foldOrder);
      stretches = cut(members, most);
      onChange(0);
    } else {
      for (const happening of added) onChange(insert(stretches, happening, most));
    }
    for (const happening of retired) onChange(forget(stretches, happening));
    added = [];
    retired = [];
  }

  function all(): readonly Stretch<State>[] {
    if (added.length > 0 || retired.length > 0) settle();
    return stretches;
  }

  return {
    add: (happening) => {
      added.push(happening);
    },
    retire: (happening) => {
      retired.push(happening);
    },
    all,
    edgeAt: (ms) => {
      const settled = all();
      ends ??= Float64Array.from(settled, ({ members }) => members.at(-1)?.definiteMs ?? Infinity);
      return firstAfter(ends, ms);
    },
  };
}

function cut<State>(sorted: readonly Happening[], most: number): Stretch<State>[] {
  const stretches: Stretch<State>[] = [];
  for (let from = 0; from < sorted.length; from += most) {
    stretches.push(stretchOf(sorted.slice(from, from + most)));
  }
  return stretches;
}

function stretchOf<State>(members: readonly Happening[]): Stretch<State> {
  return { members, summary: null, passages: [] };
}

/** Sorts a happening in; answers the first stretch that changed. A new one takes the place of a changed one. */
function insert<State>(stretches: Stretch<State>[], happening: Happening, most: number): number {
  const index = Math.max(0, Math.min(indexOf(stretches, happening), stretches.length - 1));
  const members = stretches[index]?.members ?? [];
  const place = firstPlace(members, (each) => foldOrder(each, happening) >= 0);
  const more = [...members.slice(0, place), happening, ...members.slice(place)];
  if (more.length <= most) {
    stretches.splice(index, 1, stretchOf(more));
    return index;
  }
  // What comes at the very end goes on alone: whoever tells things in their order fills every stretch.
  const isLast = index === stretches.length - 1 && place === members.length;
  const half = isLast ? members.length : more.length >>> 1;
  stretches.splice(index, 1, stretchOf(more.slice(0, half)), stretchOf(more.slice(half)));
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
  return firstPlace(stretches, ({ members }) => {
    const last = members.at(-1);
    return last !== undefined && foldOrder(last, happening) >= 0;
  });
}
