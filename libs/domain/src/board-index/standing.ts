import { statedEffect } from '../ceasefire/arrangement-details.ts';
import {
  type Alternatives,
  alternatives,
  type Fold,
  type Resolutions,
  stepOf,
} from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import type { Beginnings } from './beginnings.ts';
import type { Checkpoints } from './checkpoints.ts';
import { everything, type Reading } from './reading.ts';
import { countedIn, membersIn, placesIn, type Stretch, summaryOf } from './stretch.ts';
import type { Stretches } from './stretches.ts';

/** How one process stands at a moment. */
export interface Standing<State> {
  readonly state: State;
  /** Worked out when it is first asked for: not every board tells what else may be the case. */
  readonly options: () => Alternatives<State>;
}

/** What a standing is worked out from. */
export interface Basis<State> {
  readonly fold: Fold<State>;
  readonly stretches: Stretches<State>;
  readonly checkpoints: Checkpoints<State>;
  readonly beginnings: Beginnings<State>;
}

/** How the process stands in a reading. */
export function standingOf<State>(
  basis: Basis<State>,
  reading: Reading,
  resolutions: Resolutions,
): Standing<State> {
  const { fold, stretches, beginnings } = basis;
  const { state, index } = folded(basis, reading, resolutions);
  let options: Alternatives<State> | undefined;
  return {
    state,
    options: () => {
      if (options !== undefined) return options;
      const possible = beginnings.by(stretches.all(), index, reading);
      options = alternatives(fold, { state, possible }, { at: reading.atMs, resolutions });
      return options;
    },
  };
}

/** The fold of what was definite, and the place of the first stretch with something that was not. */
function folded<State>(
  { fold, stretches, checkpoints }: Basis<State>,
  reading: Reading,
  resolutions: Resolutions,
): { readonly state: State; readonly index: number } {
  const { atMs } = reading;
  const all = stretches.all();
  const index = stretches.edgeAt(atMs);
  const before = checkpoints.before(index, { stretches: all, reading, resolutions });
  const edge = all[index];
  const definite = edge === undefined ? [] : definiteIn(edge, reading);
  const state = definite.length === 0 ? before : definite.reduce(stepOf(fold, resolutions), before);
  return { state: fold.advance(state, atMs, resolutions), index };
}

/** One after the other up to the first that is not definite yet: those behind it lie far apart, and are not looked at. */
function definiteIn(stretch: Stretch<unknown>, reading: Reading): readonly Happening[] {
  const definite: Happening[] = [];
  for (const place of placesIn(stretch, countedIn(stretch, reading))) {
    const happening = stretch.happenings.at(place);
    if (happening.definiteMs > reading.atMs) break;
    definite.push(happening);
  }
  return definite;
}

/** The next instant after `ms` at which the clock alone may change what holds now; `Infinity` when none does. */
export function nextChange<State>(
  basis: Basis<State>,
  ms: number,
  resolutions: Resolutions,
): number {
  const { state, index } = folded(basis, { ...everything, atMs: ms }, resolutions);
  // A judgement ends claims, those that are only possible too.
  const clocks = [basis.fold.nextClock(state), ...[...resolutions.values()].map(({ at }) => at)];
  const next = Math.min(Infinity, ...clocks.filter((instant) => instant > ms));
  return basis.stretches
    .all()
    .slice(index)
    .flatMap((stretch) => membersIn(stretch, summaryOf(stretch).current))
    .reduce((soonest, each) => (each.definiteMs > ms ? sooner(soonest, each, ms) : soonest), next);
}

/** The soonest of `next` and the instants after `ms` at which a happening begins to be possible, definite or in effect. */
function sooner(next: number, happening: Happening, ms: number): number {
  const { startMs, definiteMs } = happening;
  const instants = [startMs, definiteMs, statedEffect(happening) ?? Infinity];
  return Math.min(next, ...instants.filter((instant) => instant > ms));
}
