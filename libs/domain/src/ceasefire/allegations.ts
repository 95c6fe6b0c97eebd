import type { Happening } from '../folding/happening.ts';
import { joined } from '../folding/history.ts';

/** Allegations of one party against another. `since` is epoch milliseconds. */
export interface AllegationTally {
  readonly accuser: string;
  readonly accused: string;
  readonly count: number;
  readonly since: number;
  readonly because: readonly string[];
}

/** An allegation, the instant at which it was folded (epoch ms), and those before it that are not counted yet either. */
interface AllegationRecord {
  readonly alleged: Happening;
  readonly at: number;
  readonly older: AllegationRecord | null;
}

/** The allegations of an arrangement: the older ones counted, and the newest one of those since. A step of the fold counts nothing. */
export interface Allegations {
  readonly counted: readonly AllegationTally[];
  readonly newest: AllegationRecord | null;
}

/** None was made. */
export const noAllegations: Allegations = { counted: [], newest: null };

/** A tally names so many allegations, the first one among them; the rest is in the list of developments. */
const mostNamed = 3;

/** The allegations with one more. */
export function alleged(
  { counted, newest }: Allegations,
  happening: Happening,
  at: number,
): Allegations {
  return { counted, newest: { alleged: happening, at, older: newest } };
}

/** The tallies of neighbouring stretches of time, oldest first, by who accuses whom. */
export function talliesOf(stretches: readonly Allegations[]): readonly AllegationTally[] {
  const tallies = createTallies();
  for (const { counted, newest } of stretches) {
    for (const tally of counted) tallies.add(tally);
    for (const { alleged: happening, at } of oldestFirst(newest)) {
      const { id, details } = happening;
      const { accuser, accused } = details;
      if (accuser === undefined || accused === undefined) continue;
      tallies.add({ accuser, accused, count: 1, since: at, because: [id] });
    }
  }
  return tallies.all;
}

function oldestFirst(newest: AllegationRecord | null): readonly AllegationRecord[] {
  const records: AllegationRecord[] = [];
  for (let each = newest; each !== null; each = each.older) records.push(each);
  return records.reverse();
}

type Counting = { -readonly [Field in keyof AllegationTally]: AllegationTally[Field] };

/** Counts in place: there are more allegations than anything else. */
function createTallies() {
  const pairs = new Map<string, Map<string, Counting>>();
  const all: Counting[] = [];

  return {
    /** In the order in which each pair first came. */
    all,
    add: (later: AllegationTally): void => {
      const { accuser, accused, count, because } = later;
      const ofAccuser = pairs.get(accuser);
      const known = ofAccuser?.get(accused);
      if (known !== undefined) {
        known.count += count;
        known.because = joined(because, known.because, mostNamed);
        return;
      }
      const first = { ...later };
      if (ofAccuser === undefined) pairs.set(accuser, new Map([[accused, first]]));
      else ofAccuser.set(accused, first);
      all.push(first);
    },
  };
}
