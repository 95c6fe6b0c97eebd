import { type Fold, type Resolutions, type Step, stepOf } from '../folding/fold.ts';
import type { Memory } from './memory.ts';
import { sameValue } from './same-value.ts';
import {
  countOf,
  type Mask,
  membersIn,
  type Passage,
  type RememberedPassage,
  type Stretch,
} from './stretch.ts';

/** Where more members are left out, the stretch is at the edge of what was known then, and the same will hardly be asked again. */
const mostLeftOut = 8;

/** Which passage is asked for: over which members, from which state that was cut, and under which judgements. */
export interface Wanted<State> {
  readonly mask: Mask;
  readonly from: State;
  readonly resolutions: Resolutions;
}

/** Takes a fold over stretches; the ways that may be asked for again are remembered. */
export type PassageOver<State> = (stretch: Stretch<State>, wanted: Wanted<State>) => Passage<State>;

/** The passages of one fold. */
export function passagesOf<State>(fold: Fold<State>, memory: Memory): PassageOver<State> {
  let step: Step<State> | undefined;
  let resolved: Resolutions | undefined;

  function made(stretch: Stretch<State>, wanted: Wanted<State>): RememberedPassage<State> {
    if (step === undefined || resolved !== wanted.resolutions) {
      resolved = wanted.resolutions;
      step = stepOf(fold, wanted.resolutions);
    }
    const after = membersIn(stretch, wanted.mask).reduce(step, wanted.from);
    const next = fold.cut(after);
    // Where pasts meet they go on as one object, so that what follows is found without a look into it.
    const met = stretch.passages.find((each) => sameValue(each.next, next));
    // Field by field: spread and added to, each of them would be an object of a shape of its own.
    const { mask, from, resolutions } = wanted;
    return { mask, from, resolutions, after, next: met?.next ?? next, again: false };
  }

  return (stretch, wanted) => {
    const { passages } = stretch;
    const known = found(passages, wanted);
    if (known !== undefined) {
      known.again = true;
      return known;
    }
    const passage = made(stretch, wanted);
    if (stretch.members.length - countOf(wanted.mask) > mostLeftOut) return passage;
    memory.keep(stretch, passage);
    return passage;
  };
}

function found<State>(
  passages: readonly RememberedPassage<State>[],
  { mask, from, resolutions }: Wanted<State>,
): RememberedPassage<State> | undefined {
  for (const each of passages) {
    if (each.mask === mask && each.from === from && each.resolutions === resolutions) return each;
  }
  return passages.find(
    (each) => each.mask === mask && each.resolutions === resolutions && sameValue(each.from, from),
  );
}
