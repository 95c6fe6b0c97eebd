import type { Happening } from '../folding/happening.ts';
import { joined } from '../folding/history.ts';
import { getSpan } from '../time/instant.ts';
import type { AllegationTally, ArrangementState } from './arrangement-state.ts';

/** The arrangement with the parties and mediators that a happening names. */
export function withParties(state: ArrangementState, { details }: Happening): ArrangementState {
  return {
    ...state,
    parties: named(state.parties, details.parties),
    mediators: named(state.mediators, details.mediators),
  };
}

function named(known: readonly string[], more: readonly string[] = []): readonly string[] {
  const added = more.filter((id) => !known.includes(id));
  return added.length === 0 ? known : [...known, ...added];
}

/** The instant from which an agreement says that it is in force; a bare date is sure at its end. */
export function statedEffect({ details }: Happening): number | null {
  return details.effectiveAt === undefined ? null : getSpan(details.effectiveAt).endMs;
}

/** The allegations with one more counted, by who accuses whom. */
export function tallied(
  allegations: readonly AllegationTally[],
  { id, details }: Happening,
  at: number,
): readonly AllegationTally[] {
  const { accuser, accused } = details;
  if (accuser === undefined || accused === undefined) return allegations;
  const known = allegations.find((each) => each.accuser === accuser && each.accused === accused);
  if (known === undefined) {
    return [...allegations, { accuser, accused, count: 1, since: at, because: [id] }];
  }
  const more = { ...known, count: known.count + 1, because: joined([id], known.because) };
  return allegations.map((each) => (each === known ? more : each));
}

/** The tallies of two neighbouring stretches of time, as if one had been counted on from the other. */
export function mergedTallies(
  newer: readonly AllegationTally[],
  older: readonly AllegationTally[],
): readonly AllegationTally[] {
  if (newer.length === 0 || older.length === 0) return newer.length === 0 ? older : newer;
  const isSamePair = (one: AllegationTally, other: AllegationTally): boolean =>
    one.accuser === other.accuser && one.accused === other.accused;
  const merged = older.map((each) => {
    const more = newer.find((other) => isSamePair(each, other));
    if (more === undefined) return each;
    const { accuser, accused, since } = each;
    const because = joined(more.because, each.because);
    return { accuser, accused, count: each.count + more.count, since, because };
  });
  const added = newer.filter((each) => !older.some((other) => isSamePair(each, other)));
  return added.length === 0 ? merged : [...merged, ...added];
}
