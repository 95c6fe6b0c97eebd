import { statedEffect } from '../ceasefire/arrangement-details.ts';
import {
  type Alternatives,
  alternatives,
  type Fold,
  type Resolutions,
  stepOf,
} from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import type { Checkpoints } from './checkpoints.ts';
import { firstPlace } from './first-place.ts';
import { everything, type Reading } from './reading.ts';
import { countedIn, first, membersIn, type Stretch, summaryOf } from './stretch.ts';
import type { Stretches } from './stretches.ts';

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
  readonly stretches: Stretches<State>;
  readonly checkpoints: Checkpoints<State>;
}

/** How the process stands in a reading. */
export function standingOf<State>(
  basis: Basis<State>,
  reading: Reading,
  resolutions: Resolutions,
): Standing<State> {
  const { atMs } = reading;
  const { state, rest } = folded(basis, reading, resolutions);
  const possible = rest.flatMap((stretch) => begunIn(stretch, reading));
  const options = alternatives(basis.fold, { state, possible }, { at: atMs, resolutions });
  return { state, possible, options };
}

/** The fold of what was definite, and the stretches with what was not. */
function folded<State>(
  { fold, stretches, checkpoints }: Basis<State>,
  reading: Reading,
  resolutions: Resolutions,
): { readonly state: State; readonly rest: readonly Stretch<State>[] } {
  const { atMs } = reading;
  const all = stretches.all();
  const index = firstPlace(all, ({ members }) => (members.at(-1)?.definiteMs ?? 0) > atMs);
  const before = checkpoints.before(index, { stretches: all, reading, resolutions });
  const rest = all.slice(index);
  const edge = rest[0];
  const definite = edge === undefined ? [] : definiteIn(edge, reading);
  const state = definite.reduce(stepOf(fold, resolutions), before);
  return { state: fold.advance(state, atMs, resolutions), rest };
}

function definiteIn(stretch: Stretch<unknown>, reading: Reading): readonly Happening[] {
  const { members } = stretch;
  const count = firstPlace(members, ({ definiteMs }) => definiteMs > reading.atMs);
  return membersIn(stretch, countedIn(stretch, reading) & first(count));
}

function begunIn(stretch: Stretch<unknown>, reading: Reading): readonly Happening[] {
  const { atMs } = reading;
  const { earliestMs, open } = summaryOf(stretch);
  if (earliestMs > atMs && open === 0) return [];
  const counted = countedIn(stretch, reading) & (earliestMs > atMs ? open : -1);
  return membersIn(stretch, counted).filter(
    ({ startMs, definiteMs }) => startMs <= atMs && definiteMs > atMs,
  );
}

/** The next instant after `ms` at which the clock alone may change what holds now; `Infinity` when none does. */
export function nextChange<State>(
  basis: Basis<State>,
  ms: number,
  resolutions: Resolutions,
): number {
  const { state, rest } = folded(basis, { ...everything, atMs: ms }, resolutions);
  // A judgement ends claims, those that are only possible too.
  const clocks = [basis.fold.nextClock(state), ...[...resolutions.values()].map(({ at }) => at)];
  const next = Math.min(Infinity, ...clocks.filter((instant) => instant > ms));
  return rest
    .flatMap((stretch) => membersIn(stretch, summaryOf(stretch).current))
    .reduce((soonest, each) => (each.definiteMs > ms ? sooner(soonest, each, ms) : soonest), next);
}

/** The soonest of `next` and the instants after `ms` at which a happening begins to be possible, definite or in effect. */
function sooner(next: number, happening: Happening, ms: number): number {
  const { startMs, definiteMs } = happening;
  const instants = [startMs, definiteMs, statedEffect(happening) ?? Infinity];
  return Math.min(next, ...instants.filter((instant) => instant > ms));
}
