import type { Happening } from '../folding/happening.ts';

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
  readonly id: string;
  readonly details: Happening['details'];
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

/** The allegations with one more. */
export function alleged(
  { counted, newest }: Allegations,
  { id, details }: Happening,
  at: number,
): Allegations {
  return { counted, newest: { id, details, at, older: newest } };
}

/** The tallies of neighbouring stretches of time, oldest first, by who accuses whom. */
export function talliesOf(stretches: readonly Allegations[]): readonly AllegationTally[] {
  const pairs = createPairs();
  for (const { counted, newest } of stretches) {
    for (const tally of counted) addTally(pairs.of(tally, tally.since), tally);
    for (const { id, details, at } of oldestFirst(newest)) {
      const { accuser, accused } = details;
      if (accuser === undefined || accused === undefined) continue;
      addOne(pairs.of({ accuser, accused }, at), id);
    }
  }
  return pairs.all.map(tallyOf);
}

function oldestFirst(newest: AllegationRecord | null): readonly AllegationRecord[] {
  const records: AllegationRecord[] = [];
  for (let each = newest; each !== null; each = each.older) records.push(each);
  return records.reverse();
}

type Pair = Pick<AllegationTally, 'accuser' | 'accused'>;

/** What is counted of a pair, in place: there are more allegations than anything else. */
interface Counting extends Pair {
  readonly since: number;
  count: number;
  first: string;
  newest: string;
  /** The one before the newest. */
  second: string;
}

function addOne(counting: Counting, id: string): void {
  if (counting.count === 0) counting.first = id;
  counting.second = counting.newest;
  counting.newest = id;
  counting.count += 1;
}

function addTally(counting: Counting, { count, because }: AllegationTally): void {
  const [newest = '', second = counting.newest] = because;
  if (counting.count === 0) counting.first = because.at(-1) ?? '';
  counting.newest = newest;
  counting.second = second;
  counting.count += count;
}

/** A tally names its newest two allegations and the first; the rest is in the list of developments. */
function tallyOf(counting: Counting): AllegationTally {
  const { accuser, accused, count, since, first, newest, second } = counting;
  const because = count < 3 ? [newest, first].slice(-count) : [newest, second, first];
  return { accuser, accused, count, since, because };
}

/** The pairs that are counted, in the order in which each first came. */
function createPairs() {
  const known = new Map<string, Map<string, Counting>>();
  const all: Counting[] = [];

  return {
    all,
    of: ({ accuser, accused }: Pair, since: number): Counting => {
      const counting = known.get(accuser)?.get(accused);
      if (counting !== undefined) return counting;
      const fresh = { accuser, accused, since, count: 0, first: '', newest: '', second: '' };
      const ofAccuser = known.get(accuser);
      if (ofAccuser === undefined) known.set(accuser, new Map([[accused, fresh]]));
      else ofAccuser.set(accused, fresh);
      all.push(fresh);
      return fresh;
    },
  };
}
