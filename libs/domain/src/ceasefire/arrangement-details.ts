import type { Happening } from '../folding/happening.ts';
import { getSpan } from '../time/instant.ts';
import type { ArrangementState } from './arrangement-state.ts';

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
  return added.length === 0 ? known : [...known, ...new Set(added)];
}

/** The instant from which an agreement says that it is in force; a bare date is sure at its end. */
export function statedEffect({ details }: Happening): number | null {
  return details.effectiveAt === undefined ? null : getSpan(details.effectiveAt).endMs;
}
