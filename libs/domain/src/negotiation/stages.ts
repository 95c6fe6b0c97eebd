import type { NegotiationStage } from '../boards.ts';
import type { DevelopmentKind } from '../development/kinds.ts';
import type { Happening } from '../folding/happening.ts';
import { causeOf, changed, supported, surelyAfter } from '../folding/history.ts';
import { type NegotiationState, stageOf } from './negotiation-state.ts';

const milestones: readonly NegotiationStage[] = [
  'NOT_STARTED',
  'PROPOSED',
  'DISCUSSED',
  'IN_TALKS',
  'TERMS_AGREED',
  'SIGNED',
  'OPERATING',
];

const reached: Partial<Record<DevelopmentKind, NegotiationStage>> = {
  NegotiationProposed: 'PROPOSED',
  NegotiationDiscussed: 'DISCUSSED',
  TalksHeld: 'IN_TALKS',
  TalksRoundConcluded: 'IN_TALKS',
  TermsAgreed: 'TERMS_AGREED',
  NegotiationSigned: 'SIGNED',
  CentreOpened: 'OPERATING',
};

/** Whether a kind may bring a negotiation to another stage. */
export function turnsStage(kind: DevelopmentKind): boolean {
  return (
    reached[kind] !== undefined || kind === 'NegotiationStalled' || kind === 'NegotiationBrokenOff'
  );
}

/** The negotiation at the stage to which a happening brings it. A milestone that was passed before never moves it back. */
export function staged(
  state: NegotiationState,
  happening: Happening,
  at: number,
): NegotiationState {
  const milestone = reached[happening.kind];
  if (milestone !== undefined) return advanced(state, happening, { at, milestone });
  if (happening.kind === 'NegotiationStalled' && stageOf(state) !== 'BROKEN_OFF') {
    return standing(state, happening, { at, stage: 'STALLED' });
  }
  if (happening.kind === 'NegotiationBrokenOff') {
    return standing(state, happening, { at, stage: 'BROKEN_OFF' });
  }
  return state;
}

function advanced(
  state: NegotiationState,
  happening: Happening,
  { at, milestone }: { readonly at: number; readonly milestone: NegotiationStage },
): NegotiationState {
  const further = milestones.indexOf(milestone) > milestones.indexOf(state.furthest);
  const after = further ? { ...state, furthest: milestone } : state;
  const { furthest } = after;
  const stage = stageOf(state);
  if (stage === 'STALLED' || stage === 'BROKEN_OFF') {
    // Only what surely came after the halt says that it is over.
    return surelyAfter(happening, state.history)
      ? standing(after, happening, { at, stage: furthest })
      : after;
  }
  return milestone === furthest ? standing(after, happening, { at, stage: furthest }) : after;
}

function standing(
  state: NegotiationState,
  happening: Happening,
  { at, stage }: { readonly at: number; readonly stage: NegotiationStage },
): NegotiationState {
  if (stageOf(state) === stage) {
    return { ...state, history: supported(state.history, causeOf(happening, at)) };
  }
  const change = { status: stage, initial: 'NOT_STARTED', cause: causeOf(happening, at) } as const;
  return { ...state, history: changed(state.history, change) };
}
