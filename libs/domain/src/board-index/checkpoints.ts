import { type Fold, type Resolutions, stepOf } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';

/** States of a fold kept every so many happenings, so that no moment costs more than the way from the nearest one. */
export interface Checkpoints<State> {
  /** The state after the first `count` of the sorted happenings. */
  readonly stateAfter: (
    sorted: readonly Happening[],
    count: number,
    resolutions: Resolutions,
  ) => State;
  /** Forgets what rests on the happenings from this place on. */
  readonly dropFrom: (place: number) => void;
}

const stride = 32;

/** Checkpoints that are made when they are first passed. */
export function createCheckpoints<State>(fold: Fold<State>): Checkpoints<State> {
  /** `states[k]` is the state after k strides, under the judgements `resolved`. */
  let states: State[] = [fold.initial];
  let resolved: Resolutions | undefined;

  return {
    stateAfter: (sorted, count, resolutions) => {
      if (resolved !== resolutions) states = [fold.initial];
      resolved = resolutions;
      const step = stepOf(fold, resolutions);
      const kept = Math.min(Math.floor(count / stride), states.length - 1);
      let state = states[kept] ?? fold.initial;
      for (let place = kept * stride; place < count; place += 1) {
        const happening = sorted[place];
        if (happening !== undefined) state = step(state, happening);
        if ((place + 1) % stride === 0) states[(place + 1) / stride] = state;
      }
      return state;
    },
    dropFrom: (place) => {
      const kept = Math.floor(place / stride) + 1;
      if (states.length > kept) states.length = kept;
    },
  };
}
