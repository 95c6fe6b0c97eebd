import type { Happening } from '../folding/happening.ts';
import { joined, joinedAll } from '../folding/history.ts';
import { getSpan } from '../time/instant.ts';
import type { AllegationTally, ArrangementState } from './arrangement-state.ts';

/** A tally names so many allegations, the first one among them; the rest is in the list of developments. */
const mostNamed = 3;

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
  const more = {
    ...known,
    count: known.count + 1,
    because: joined([id], known.because, mostNamed),
  };
  return allegations.map((each) => (each === known ? more : each));
}

/** The tallies of neighbouring stretches of time, oldest first, as if each had been counted on from the one before it. */
export function mergedTallies(
  stretches: readonly (readonly AllegationTally[])[],
): readonly AllegationTally[] {
  const pairs = new Map<string, Map<string, AllegationTally[]>>();
  const ordered: AllegationTally[][] = [];
  for (const tallies of stretches) {
    for (const tally of tallies) {
      const { accuser, accused } = tally;
      const ofAccuser = pairs.get(accuser) ?? new Map<string, AllegationTally[]>();
      const known = ofAccuser.get(accused);
      if (known !== undefined) {
        known.push(tally);
        continue;
      }
      const first = [tally];
      pairs.set(accuser, ofAccuser.set(accused, first));
      ordered.push(first);
    }
  }
  return ordered.flatMap((tallies) => added(tallies) ?? []);
}

/** The tallies of one pair, oldest first, as one. */
function added(tallies: readonly AllegationTally[]): AllegationTally | undefined {
  const [first] = tallies;
  if (first === undefined || tallies.length === 1) return first;
  const count = tallies.reduce((sum, each) => sum + each.count, 0);
  return {
    ...first,
    count,
    because: joinedAll(
      tallies.map(({ because }) => because),
      mostNamed,
    ),
  };
}
