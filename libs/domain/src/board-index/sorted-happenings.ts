import type { Happening } from '../folding/happening.ts';
import { foldOrder } from '../folding/order.ts';

/** The happenings of one process that hold now, in the order of the fold, and the former ones. */
export interface SortedHappenings {
  readonly add: (happening: Happening) => void;
  /** Moves a happening to the former ones, after its `supersededAt` was set. */
  readonly retire: (happening: Happening) => void;
  /** In the order of the fold. */
  readonly current: () => readonly Happening[];
  /** In no order. */
  readonly former: () => readonly Happening[];
}

const fewEnoughToSplice = 32;

/**
 * Collects changes and sorts them in when they are asked for: a load of a million is sorted once, one late report is spliced in.
 * `onChange` is told the first place from which on the order has changed.
 */
export function createSortedHappenings(onChange: (from: number) => void): SortedHappenings {
  const sorted: Happening[] = [];
  const past: Happening[] = [];
  const added: Happening[] = [];
  const retired: Happening[] = [];

  function settle(): void {
    if (retired.length > 0) onChange(remove(sorted, retired));
    past.push(...retired.splice(0));
    const fresh = added.splice(0).filter(holds);
    if (fresh.length > 0) onChange(insert(sorted, fresh));
  }

  return {
    add: (happening) => {
      (holds(happening) ? added : past).push(happening);
    },
    retire: (happening) => {
      retired.push(happening);
    },
    current: () => {
      settle();
      return sorted;
    },
    former: () => {
      settle();
      return past;
    },
  };
}

function holds({ supersededAt }: Happening): boolean {
  return supersededAt === Infinity;
}

/** Takes happenings out; answers the first place that changed. */
function remove(sorted: Happening[], retired: readonly Happening[]): number {
  if (retired.length > fewEnoughToSplice) {
    const left = sorted.filter(holds);
    sorted.length = 0;
    for (const happening of left) sorted.push(happening);
    return 0;
  }
  let first = sorted.length;
  for (const happening of retired) {
    const place = placeOf(sorted, happening);
    if (sorted[place] !== happening) continue;
    sorted.splice(place, 1);
    first = Math.min(first, place);
  }
  return first;
}

/** Sorts happenings in; answers the first place that changed. */
function insert(sorted: Happening[], fresh: readonly Happening[]): number {
  if (fresh.length > fewEnoughToSplice) {
    for (const happening of fresh) sorted.push(happening);
    sorted.sort(foldOrder);
    return 0;
  }
  let first = sorted.length;
  for (const happening of fresh) {
    const place = placeOf(sorted, happening);
    sorted.splice(place, 0, happening);
    first = Math.min(first, place);
  }
  return first;
}

function placeOf(sorted: readonly Happening[], happening: Happening): number {
  return firstPlace(sorted, (each) => foldOrder(each, happening) >= 0);
}

/** The first place in a sorted list from which on the test holds; the length where it nowhere does. */
export function firstPlace(
  sorted: readonly Happening[],
  test: (happening: Happening) => boolean,
): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const happening = sorted[middle];
    if (happening !== undefined && test(happening)) high = middle;
    else low = middle + 1;
  }
  return low;
}
