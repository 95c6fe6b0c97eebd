import type { Expectation, Issue, NegotiationBoard } from '../boards.ts';
import type { Standing } from '../board-index/standing.ts';
import { instantOrNull, otherThan, sinceOf } from '../folding/rendering.ts';
import type { ExpectationState } from './expectations.ts';
import type { IssueState } from './issues.ts';
import { type NegotiationState, stageOf } from './negotiation-state.ts';

/** The board of one negotiation. */
export function negotiationBoard(
  id: string,
  { state, options }: Standing<NegotiationState>,
): NegotiationBoard {
  const stage = stageOf(state);
  return {
    id,
    stage,
    possibly: otherThan(stage, options().states.map(stageOf)),
    ...sinceOf(state.history),
    agreedInPrinciple: agreement(state, options().all),
    roundsConcluded: state.rounds.length,
    awaitingInstructions: state.awaiting.map(({ party }) => party),
    participants: state.participants,
    issues: state.issues.map(issueBoard),
    expectations: state.expectations.map(expectationBoard),
    because: state.history?.because ?? [],
  };
}

function agreement(state: NegotiationState, all: NegotiationState): 'yes' | 'no' | 'possibly' {
  if (state.agreedInPrinciple) return 'yes';
  return all.agreedInPrinciple ? 'possibly' : 'no';
}

function issueBoard({ id, status, since, positions, because }: IssueState): Issue {
  return { id, status, since: instantOrNull(since), positions, because };
}

function expectationBoard(expectation: ExpectationState): Expectation {
  const { expects, issues, window, status, because } = expectation;
  return { expects, issues, window, status, because };
}
