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
