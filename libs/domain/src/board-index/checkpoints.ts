import type { Fold, Kept, Resolutions } from '../folding/fold.ts';
import type { Keeping } from './distances.ts';
import type { Memory } from './memory.ts';
import { passagesOf } from './passage.ts';
import { isPlain, type Reading } from './reading.ts';
import { countedIn, type Mask, type Stretch, summaryOf } from './stretch.ts';

/** How far a fold has come: before the stretch at `index`. */
interface Checkpoint<State> extends Kept<State> {
  readonly index: number;
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
  const goOn = goingOn(fold, memory);
  const start: Checkpoint<State> = { index: 0, state: fold.initial, kept: fold.cut(fold.initial) };
  let resolved: Resolutions | undefined;
  let checkpoints: Checkpoint<State>[] = [start];

  function plain(to: number, { stretches, resolutions }: Along<State>): Checkpoint<State> {
    if (resolved !== resolutions) checkpoints = [start];
    resolved = resolutions;
    const how = { stretches, resolutions, mask: currentOf };
    const place = Math.floor(to / stride);
    for (let next = checkpoints.length; next <= place; next += 1) {
      checkpoints.push(goOn(checkpoints[next - 1] ?? start, next * stride, how));
    }
    return goOn(checkpoints[place] ?? start, to, how);
  }

  return {
    before: (index, along) => {
      const { stretches, reading, resolutions } = along;
      if (isPlain(reading)) return plain(index, along).state;
      const mask = (stretch: Stretch<State>): Mask => countedIn(stretch, reading);
      // What is kept holds under other judgements than these, or is taken up.
      const from = resolved === resolutions ? plain(countAsNow(index, along), along) : start;
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
}

type GoOn<State> = (from: Checkpoint<State>, to: number, going: Going<State>) => Checkpoint<State>;

/** Goes on over stretches; the passages over them are put together once. */
function goingOn<State>(fold: Fold<State>, memory: Memory): GoOn<State> {
  const passageOver = passagesOf(fold, memory);
  return (from, to, { stretches, resolutions, mask }) => {
    const afters: State[] = [];
    let { kept } = from;
    for (let index = from.index; index < to; index += 1) {
      const stretch = stretches[index];
      const meant = stretch === undefined ? 0 : mask(stretch);
      if (stretch === undefined || meant === 0) continue;
      const passage = passageOver(stretch, { mask: meant, from: kept, resolutions });
      afters.push(passage.after);
      kept = passage.next;
    }
    const state = afters.length === 0 ? from.state : fold.graft(afters, from);
    return { index: to, state, kept };
  };
}

function currentOf(stretch: Stretch<unknown>): Mask {
  return summaryOf(stretch).current;
}

/** How many of the first `most` stretches are in a reading what they are now, up to the first that is not. */
function countAsNow(most: number, { stretches, reading }: Along<unknown>): number {
  for (let index = 0; index < most; index += 1) {
    const stretch = stretches[index];
    if (stretch !== undefined && countedIn(stretch, reading) !== currentOf(stretch)) return index;
  }
  return most;
}
