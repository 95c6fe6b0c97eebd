import type { DisputeClaim } from '../boards.ts';
import type { Circumstances, Fold } from '../folding/fold.ts';
import { linked } from '../folding/evidence.ts';
import type { Happening } from '../folding/happening.ts';
import { type Cause, joined } from '../folding/history.ts';

/** Beyond these many, older claims are left to the list of developments. */
export const mostClaims = 100;

/** A claim and the older ones behind it. */
export interface ClaimRecord extends DisputeClaim {
  readonly older: ClaimRecord | null;
}

/** A contested subject as far as it has been folded. */
export interface ContestState {
  readonly claims: ClaimRecord | null;
  /** Until the subject is contested: the newest claim of each party for and against it, newest first. */
  readonly stances: readonly DisputeClaim[];
  /** Since when different parties assert and deny the subject; `null`: they do not. */
  readonly open: Cause | null;
}

/** Who says what about one subject. */
export const disputeFold: Fold<ContestState> = {
  initial: { claims: null, stances: [], open: null },
  apply,
  advance: (state) => state,
  cut: (state) => (state.claims === null ? state : { ...state, claims: null }),
  graft: (afters, before) => ({
    ...(afters.at(-1) ?? before),
    claims: linked(
      [before, ...afters].map(({ claims }) => claims),
      mostClaims,
    ),
  }),
  latestChange: ({ open }) => open?.at ?? -Infinity,
  nextClock: () => Infinity,
};

function apply(state: ContestState, happening: Happening, { at }: Circumstances): ContestState {
  const { id, claim, startMs } = happening;
  if (claim === null) return state;
  const { by, stance } = claim;
  const claims: ClaimRecord = { by, stance, development: id, older: state.claims };
  const { open, stances } = state;
  if (open !== null) return { claims, stances, open };
  const opposed = stances.find((each) => each.stance !== stance && each.by !== by);
  if (opposed === undefined) return { claims, stances: withStance(stances, claims), open };
  const because = joined([id], [opposed.development]);
  return { claims, stances: [], open: { at, earliest: Math.min(startMs, at), because } };
}

function withStance(
  stances: readonly DisputeClaim[],
  { by, stance, development }: DisputeClaim,
): readonly DisputeClaim[] {
  const others = stances.filter((each) => each.by !== by || each.stance !== stance);
  return [{ by, stance, development }, ...others];
}
