import { canMove } from '../development/kinds.ts';
import type { Fold, Kept } from '../folding/fold.ts';
import { united } from '../folding/evidence.ts';
import type { Happening } from '../folding/happening.ts';
import { cutHistory, graftHistory } from '../folding/history.ts';
import { expired, fulfilled, nextExpiry, stated } from './expectations.ts';
import { expected, registered } from './issues.ts';
import { type NegotiationState, noNegotiation } from './negotiation-state.ts';
import { staged, turnsStage } from './stages.ts';

/** What one negotiation comes to. */
export const negotiationFold: Fold<NegotiationState> = {
  initial: noNegotiation,
  apply: (state, happening, { at }) => (happening.moves ? apply(state, happening, at) : state),
  advance: (state, toMs) => withExpectations(state, expired(state.expectations, toMs)),
  cut: (state) => ({
    ...state,
    history: cutHistory(state.history),
    agreedInPrinciple: false,
    rounds: [],
    participants: [],
  }),
  graft,
  turns: ({ moves, kind }) =>
    moves && (turnsStage(kind) || kind === 'NegotiationAgreedInPrinciple'),
  latestChange: ({ history }) => history?.at ?? -Infinity,
  nextClock: ({ expectations }) => nextExpiry(expectations),
};

function graft(
  afters: readonly NegotiationState[],
  before: Kept<NegotiationState>,
): NegotiationState {
  const all = [before.state, ...afters];
  return {
    ...(afters.at(-1) ?? before.state),
    history: graftHistory(afters, before),
    agreedInPrinciple: all.some(({ agreedInPrinciple }) => agreedInPrinciple),
    rounds: united(all.map(({ rounds }) => rounds)),
    participants: united(all.map(({ participants }) => participants)),
  };
}

function withExpectations(
  state: NegotiationState,
  expectations: NegotiationState['expectations'],
): NegotiationState {
  return expectations === state.expectations ? state : { ...state, expectations };
}

function apply(before: NegotiationState, happening: Happening, at: number): NegotiationState {
  const { kind, details } = happening;
  const state = withExpectations(
    withParticipants(staged(before, happening, at), happening),
    fulfilled(before.expectations, happening, at),
  );
  if (!canMove(kind, 'negotiation')) return state;
  switch (kind) {
    case 'NegotiationAgreedInPrinciple':
      return { ...state, agreedInPrinciple: true };
    case 'TalksRoundConcluded':
      return concluded(instructed(state, actorsOf(happening), at), happening);
    case 'PositionConveyed':
      return instructed(state, [details.party], at);
    case 'InstructionsAwaited':
      return awaits(state, details.party, at);
    case 'IssueRaised':
    case 'IssueSettled':
    case 'PositionTaken':
      return { ...state, issues: registered(state.issues, happening, at) };
    case 'ExpectationStated':
      return {
        ...state,
        issues: expected(state.issues, happening, at),
        expectations: stated(state.expectations, happening),
      };
    case 'TermsAgreed':
    case 'NegotiationSigned':
    case 'CentreOpened':
      return { ...state, awaiting: [] };
    case 'NegotiationProposed':
    case 'NegotiationWelcomed':
    case 'NegotiationDiscussed':
    case 'TalksHeld':
    case 'NegotiationStalled':
    case 'NegotiationBrokenOff':
      return state;
  }
}

function concluded(state: NegotiationState, { id, details }: Happening): NegotiationState {
  const round = details.round === undefined ? id : String(details.round);
  return state.rounds.includes(round) ? state : { ...state, rounds: [...state.rounds, round] };
}

const actorsOf = ({ actors }: Happening): readonly string[] => actors.map(({ id }) => id);

/** Whoever has taken a step since has got the instructions. That talks go on does not say so: delegations wait while they talk. */
function instructed(
  state: NegotiationState,
  parties: readonly (string | undefined)[],
  at: number,
): NegotiationState {
  const awaiting = state.awaiting.filter((each) => each.at >= at || !parties.includes(each.party));
  return awaiting.length === state.awaiting.length ? state : { ...state, awaiting };
}

function awaits(state: NegotiationState, party: string | undefined, at: number): NegotiationState {
  if (party === undefined || state.awaiting.some((each) => each.party === party)) return state;
  return { ...state, awaiting: [...state.awaiting, { party, at }] };
}

const takingPart: readonly string[] = ['party', 'participant', 'delegation'];

function withParticipants(state: NegotiationState, { kind, actors }: Happening): NegotiationState {
  const talks = kind === 'TalksHeld' || kind === 'TalksRoundConcluded';
  const isNew = ({ id, role }: Happening['actors'][number]): boolean =>
    (takingPart.includes(role) || (talks && role !== 'speaker')) &&
    !state.participants.includes(id);
  if (!actors.some(isNew)) return state;
  const added = actors.filter(isNew).map(({ id }) => id);
  return { ...state, participants: [...new Set([...state.participants, ...added])] };
}
