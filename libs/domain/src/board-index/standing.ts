import { statedEffect } from '../ceasefire/arrangement-details.ts';
import {
  type Alternatives,
  alternatives,
  type Fold,
  type Resolutions,
  stepOf,
} from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import { foldOrder } from '../folding/order.ts';
import type { Beginnings } from './beginnings.ts';
import type { Checkpoints } from './checkpoints.ts';
import { counts, isPlain, type Reading } from './reading.ts';
import { firstPlace, type SortedHappenings } from './sorted-happenings.ts';

/** How one process stands at a moment. */
export interface Standing<State> {
  readonly state: State;
  /** What may have happened by then, in the order of the fold. */
  readonly possible: readonly Happening[];
  readonly options: Alternatives<State>;
}

/** What a standing is worked out from. */
export interface Basis<State> {
  readonly fold: Fold<State>;
  readonly happenings: SortedHappenings;
  readonly checkpoints: Checkpoints<State>;
  readonly beginnings: Beginnings;
}

/** How the process stands in a reading. */
export function standingOf<State>(
  basis: Basis<State>,
  reading: Reading,
  resolutions: Resolutions,
): Standing<State> {
  const read = isPlain(reading) ? plain : filtered;
  const { state: folded, possible } = read(basis, reading, resolutions);
  const { atMs } = reading;
  const { fold } = basis;
  const state = fold.advance(folded, atMs, resolutions);
  const options = alternatives(fold, { state, possible }, { at: atMs, resolutions });
  return { state, possible, options };
}

type Folded<State> = Pick<Standing<State>, 'state' | 'possible'>;

function plain<State>(
  { happenings, checkpoints, beginnings }: Basis<State>,
  { atMs }: Reading,
  resolutions: Resolutions,
): Folded<State> {
  const sorted = happenings.current();
  const count = firstPlace(sorted, ({ definiteMs }) => definiteMs > atMs);
  const state = checkpoints.stateAfter(sorted, count, resolutions);
  return { state, possible: beginnings.begunBy(sorted, count, atMs) };
}

function filtered<State>(
  { fold, happenings }: Basis<State>,
  reading: Reading,
  resolutions: Resolutions,
): Folded<State> {
  const { atMs } = reading;
  const sorted = counted(happenings, reading);
  const count = firstPlace(sorted, ({ definiteMs }) => definiteMs > atMs);
  const state = sorted.slice(0, count).reduce(stepOf(fold, resolutions), fold.initial);
  return { state, possible: sorted.slice(count).filter(({ startMs }) => startMs <= atMs) };
}

/** What counts in a reading, in the order of the fold. */
function counted(happenings: SortedHappenings, reading: Reading): readonly Happening[] {
  const test = (happening: Happening): boolean => counts(happening, reading);
  const current = happenings.current().filter(test);
  const former = reading.position === Infinity ? [] : happenings.former().filter(test);
  return former.length === 0 ? current : [...current, ...former].sort(foldOrder);
}

/** The next instant after `ms` at which the clock alone may change what holds now; `Infinity` when none does. */
export function nextChange<State>(
  { fold, happenings, checkpoints }: Basis<State>,
  ms: number,
  resolutions: Resolutions,
): number {
  const sorted = happenings.current();
  const count = firstPlace(sorted, ({ definiteMs }) => definiteMs > ms);
  const state = fold.advance(checkpoints.stateAfter(sorted, count, resolutions), ms, resolutions);
  // A judgement ends claims, those that are only possible too.
  const clocks = [fold.nextClock(state), ...[...resolutions.values()].map(({ at }) => at)];
  const next = Math.min(Infinity, ...clocks.filter((instant) => instant > ms));
  return sorted.slice(count).reduce((soonest, each) => sooner(soonest, each, ms), next);
}

/** The soonest of `next` and the instants after `ms` at which a happening begins to be possible, definite or in effect. */
function sooner(next: number, happening: Happening, ms: number): number {
  const { startMs, definiteMs } = happening;
  const instants = [startMs, definiteMs, statedEffect(happening) ?? Infinity];
  return Math.min(next, ...instants.filter((instant) => instant > ms));
}
