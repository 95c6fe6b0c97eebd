import type { Fold, Resolutions } from '../folding/fold.ts';
import type { Keeping } from './distances.ts';
import { passagesOf } from './passage.ts';
import { isPlain, type Reading } from './reading.ts';
import { countedIn, type Mask, type Stretch, summaryOf } from './stretch.ts';

/** How far a fold has come: before the stretch at `index`. */
interface Checkpoint<State> {
  readonly index: number;
  readonly state: State;
  /** What the fold remembers of the state. */
  readonly kept: State;
}

/** States of a fold along the stretches of a process, so that no moment costs more than the way from the nearest one. */
export interface Checkpoints<State> {
  /** The state of a reading before the stretch at `index`. */
  readonly before: (index: number, along: Along<State>) => State;
  /** Forgets what rests on the stretches from this one on. */
  readonly dropFrom: (index: number) => void;
}

/** What is folded, and how. */
export interface Along<State> {
  readonly stretches: readonly Stretch<State>[];
  readonly reading: Reading;
  readonly resolutions: Resolutions;
}

/**
 * Keeps states of what holds now, with some stretches between them. A reading of what was known or recorded at another time goes from the last one
 * before which nothing is different, over passages that are remembered.
 */
export function createCheckpoints<State>(
  fold: Fold<State>,
  { checkpoint: stride, memory }: Keeping,
): Checkpoints<State> {
  const passageOver = passagesOf(fold, memory);
  const start: Checkpoint<State> = { index: 0, state: fold.initial, kept: fold.cut(fold.initial) };
  let resolved: Resolutions | undefined;
  let checkpoints: Checkpoint<State>[] = [start];

  function goOn(from: Checkpoint<State>, to: number, how: Going<State>): Checkpoint<State> {
    let { state, kept } = from;
    for (let index = from.index; index < to; index += 1) {
      how.pass?.({ index, state, kept });
      const stretch = how.stretches[index];
      const mask = stretch === undefined ? 0 : how.mask(stretch);
      if (stretch === undefined || mask === 0) continue;
      const passage = passageOver(stretch, { mask, from: kept, resolutions: how.resolutions });
      state = fold.graft(passage.after, state);
      kept = passage.next;
    }
    return { index: to, state, kept };
  }

  function keep(checkpoint: Checkpoint<State>): void {
    if (checkpoint.index % stride === 0) checkpoints[checkpoint.index / stride] ??= checkpoint;
  }

  function plain(index: number, { stretches, resolutions }: Along<State>): Checkpoint<State> {
    if (resolved !== resolutions) checkpoints = [start];
    resolved = resolutions;
    const nearest = checkpoints[Math.floor(index / stride)] ?? checkpoints.at(-1) ?? start;
    return goOn(nearest, index, { stretches, resolutions, mask: currentOf, pass: keep });
  }

  return {
    before: (index, along) => {
      const { stretches, reading, resolutions } = along;
      if (isPlain(reading)) return plain(index, along).state;
      const mask = (stretch: Stretch<State>): Mask => countedIn(stretch, reading);
      const same = countAsNow(stretches.slice(0, index), mask);
      // What is kept holds under other judgements than these, or is taken up.
      const from = resolved === resolutions ? plain(same, along) : start;
      return goOn(from, index, { stretches, resolutions, mask }).state;
    },
    dropFrom: (index) => {
      const left = Math.floor(index / stride) + 1;
      if (checkpoints.length > left) checkpoints.length = left;
    },
  };
}

interface Going<State> {
  readonly stretches: readonly Stretch<State>[];
  readonly resolutions: Resolutions;
  readonly mask: (stretch: Stretch<State>) => Mask;
  /** Told of each stretch before it is gone over. */
  readonly pass?: (checkpoint: Checkpoint<State>) => void;
}

function currentOf(stretch: Stretch<unknown>): Mask {
  return summaryOf(stretch).current;
}

/** How many stretches, from the first on, are in a reading what they are now. */
function countAsNow<State>(
  stretches: readonly Stretch<State>[],
  mask: (stretch: Stretch<State>) => Mask,
): number {
  const other = stretches.findIndex((stretch) => mask(stretch) !== currentOf(stretch));
  return other < 0 ? stretches.length : other;
}
