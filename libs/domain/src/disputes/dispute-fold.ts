import type { DisputeClaim } from '../boards.ts';
import type { Circumstances, Fold } from '../folding/fold.ts';
import { linked } from '../folding/evidence.ts';
import type { Happening } from '../folding/happening.ts';
import { type Cause, joined } from '../folding/history.ts';

/** Beyond these many of a side, older claims are left to the list of developments. */
export const mostOfSide = 10;

/** What takes a stance, and the older ones of the same side behind it. */
export interface ClaimRecord {
  readonly claimed: Happening;
  readonly older: ClaimRecord | null;
}

/** A contested subject as far as it has been folded. */
export interface ContestState {
  readonly asserts: ClaimRecord | null;
  readonly denies: ClaimRecord | null;
  /** Until the subject is contested: the newest claim of each party for and against it, newest first. */
  readonly stances: readonly DisputeClaim[];
  /** Since when different parties assert and deny the subject; `null`: they do not. */
  readonly open: Cause | null;
}

/** Who says what about one subject. */
export const disputeFold: Fold<ContestState> = {
  initial: { asserts: null, denies: null, stances: [], open: null },
  apply,
  advance: (state) => state,
  cut: (state) => ({ ...state, asserts: null, denies: null }),
  graft: (afters, before) => {
    const all = [before.state, ...afters];
    return {
      ...(afters.at(-1) ?? before.state),
      asserts: linked(
        all.map(({ asserts }) => asserts),
        mostOfSide,
      ),
      denies: linked(
        all.map(({ denies }) => denies),
        mostOfSide,
      ),
    };
  },
  turns: ({ claim }) => claim !== null,
  latestChange: ({ open }) => open?.at ?? -Infinity,
  nextClock: () => Infinity,
};

function apply(before: ContestState, happening: Happening, { at }: Circumstances): ContestState {
  const { id, claim, startMs } = happening;
  if (claim === null) return before;
  const { by, stance } = claim;
  const state = { ...before, [stance]: { claimed: happening, older: before[stance] } };
  const { open, stances } = state;
  if (open !== null) return state;
  const opposed = stances.find((each) => each.stance !== stance && each.by !== by);
  if (opposed === undefined) {
    return { ...state, stances: withStance(stances, { by, stance, development: id }) };
  }
  const because = joined([id], [opposed.development]);
  return { ...state, stances: [], open: { at, earliest: Math.min(startMs, at), because } };
}

function withStance(
  stances: readonly DisputeClaim[],
  newest: DisputeClaim,
): readonly DisputeClaim[] {
  const { by, stance } = newest;
  return [newest, ...stances.filter((each) => each.by !== by || each.stance !== stance)];
}
