import type { NegotiationStage } from '../boards.ts';
import type { History } from '../folding/history.ts';
import { asKnownAt, type ExpectationState } from './expectations.ts';
import type { IssueState } from './issues.ts';

/** A delegation that waits for instructions since `at` (epoch ms). */
export interface Awaiting {
  readonly party: string;
  readonly at: number;
}

/** One negotiation as far as it has been folded. */
export interface NegotiationState {
  readonly history: History<NegotiationStage>;
  /** The furthest milestone reached; a negotiation that is resumed stands there again. */
  readonly furthest: NegotiationStage;
  readonly agreedInPrinciple: boolean;
  /** Numbers of the concluded rounds; a round without a number counts by its development. */
  readonly rounds: readonly string[];
  readonly awaiting: readonly Awaiting[];
  readonly participants: readonly string[];
  readonly issues: readonly IssueState[];
  readonly expectations: readonly ExpectationState[];
}

/** A negotiation of which nothing is known. */
export const noNegotiation: NegotiationState = {
  history: null,
  furthest: 'NOT_STARTED',
  agreedInPrinciple: false,
  rounds: [],
  awaiting: [],
  participants: [],
  issues: [],
  expectations: [],
};

/** The negotiation without what nobody can know at `knownMs` (epoch ms). */
export function negotiationKnownAt(state: NegotiationState, knownMs: number): NegotiationState {
  const expectations = asKnownAt(state.expectations, knownMs);
  return expectations === state.expectations ? state : { ...state, expectations };
}

/** The stage of a negotiation. */
export function stageOf({ history }: Pick<NegotiationState, 'history'>): NegotiationStage {
  return history?.status ?? 'NOT_STARTED';
}
