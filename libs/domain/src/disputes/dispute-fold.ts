import type { DisputeClaim } from '../boards.ts';
import type { Circumstances, Fold } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import { type Cause, joined } from '../folding/history.ts';

/** A claim and the older ones behind it. */
export interface ClaimRecord extends DisputeClaim {
  readonly older: ClaimRecord | null;
}

/** A contested subject as far as it has been folded. */
export interface ContestState {
  readonly claims: ClaimRecord | null;
  readonly asserting: readonly string[];
  readonly denying: readonly string[];
  /** Since when different parties assert and deny the subject; `null`: they do not. */
  readonly open: Cause | null;
}

/** Who says what about one subject. */
export const disputeFold: Fold<ContestState> = {
  initial: { claims: null, asserting: [], denying: [], open: null },
  apply,
  advance: (state) => state,
  latestChange: ({ open }) => open?.at ?? -Infinity,
  nextClock: () => Infinity,
};

function apply(state: ContestState, happening: Happening, { at }: Circumstances): ContestState {
  const { id, claim, startMs } = happening;
  if (claim === null) return state;
  const { by, stance } = claim;
  const claims: ClaimRecord = { by, stance, development: id, older: state.claims };
  const asserting = stance === 'asserts' ? joinedParties(state.asserting, by) : state.asserting;
  const denying = stance === 'denies' ? joinedParties(state.denying, by) : state.denying;
  if (state.open !== null || !contested(asserting, denying)) {
    return { claims, asserting, denying, open: state.open };
  }
  const opposed = opposing(state.claims, claim);
  const because = joined([id], opposed === undefined ? [] : [opposed]);
  return { claims, asserting, denying, open: { at, earliest: Math.min(startMs, at), because } };
}

function joinedParties(parties: readonly string[], by: string): readonly string[] {
  return parties.includes(by) ? parties : [...parties, by];
}

function contested(asserting: readonly string[], denying: readonly string[]): boolean {
  return asserting.some((party) => denying.some((other) => other !== party));
}

function opposing(claims: ClaimRecord | null, to: NonNullable<Happening['claim']>) {
  for (let claim = claims; claim !== null; claim = claim.older) {
    if (claim.stance !== to.stance && claim.by !== to.by) return claim.development;
  }
  return undefined;
}
