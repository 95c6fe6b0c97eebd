import { canMove } from '../development/kinds.ts';
import type { Fold, Kept } from '../folding/fold.ts';
import { united } from '../folding/evidence.ts';
import type { Happening } from '../folding/happening.ts';
import { changed, cutHistory, graftHistory, joined } from '../folding/history.ts';
import { alleged, noAllegations, talliesOf } from './allegations.ts';
import { statedEffect, withParties } from './arrangement-details.ts';
import { begun, ended, move } from './arrangement-moves.ts';
import { type ArrangementState, isOver, noArrangement, stageOf } from './arrangement-state.ts';

/** What one arrangement comes to. Allegations are counted and never move its status. */
export const arrangementFold: Fold<ArrangementState> = {
  initial: noArrangement,
  apply: (state, happening, { at }) => (happening.moves ? apply(state, happening, at) : state),
  advance,
  cut: (state) => ({
    ...state,
    history: cutHistory(state.history),
    parties: [],
    mediators: [],
    allegations: noAllegations,
  }),
  graft,
  turns: ({ moves, kind }) => moves && kind !== 'CeasefireViolationAlleged',
  latestChange: ({ history }) => history?.at ?? -Infinity,
  nextClock: (state) => (stageOf(state) === 'AGREED' ? state.dueAt : Infinity),
};

function graft(
  afters: readonly ArrangementState[],
  before: Kept<ArrangementState>,
): ArrangementState {
  const all = [before.state, ...afters];
  return {
    ...(afters.at(-1) ?? before.state),
    history: graftHistory(afters, before),
    parties: united(all.map(({ parties }) => parties)),
    mediators: united(all.map(({ mediators }) => mediators)),
    allegations: { counted: talliesOf(all.map(({ allegations }) => allegations)), newest: null },
  };
}

function advance(state: ArrangementState, toMs: number): ArrangementState {
  const { history, effectiveAt, dueAt } = state;
  if (history?.status !== 'AGREED' || effectiveAt === null || dueAt > toMs) return state;
  // Where it began with the agreement itself, it may have begun as early as that.
  const earliest =
    effectiveAt === history.at ? history.earliest : Math.max(history.earliest, effectiveAt);
  const cause = { at: dueAt, earliest, because: history.because };
  return { ...state, history: changed(history, { status: 'IN_FORCE', initial: 'NONE', cause }) };
}

function apply(state: ArrangementState, happening: Happening, at: number): ArrangementState {
  const { kind } = happening;
  if (!canMove(kind, 'ceasefire')) return state;
  switch (kind) {
    case 'CeasefireProposed':
      return withParties(move(state, happening, { at, to: 'PROPOSED', from: ['NONE'] }), happening);
    case 'CeasefireThwarted':
      return thwarted(state, happening, at);
    case 'CeasefireAgreed':
      return withParties(agreed(state, happening, at), happening);
    case 'CeasefireTookEffect':
      return tookEffect(state, happening, at);
    case 'CeasefireViolated':
      return violated(state, happening, at);
    case 'CeasefireCollapsed':
      return collapsed(state, happening, at);
    case 'CeasefireRestored':
      return restored(state, happening, at);
    case 'CeasefireViolationAlleged':
      return { ...state, allegations: alleged(state.allegations, happening, at) };
    case 'HostilitiesReported':
    case 'HostilitiesCeased':
      return state;
  }
}

function thwarted(state: ArrangementState, happening: Happening, at: number): ArrangementState {
  return ended(
    move(state, happening, { at, to: 'THWARTED', from: ['NONE', 'PROPOSED', 'AGREED'] }),
  );
}

function agreed(state: ArrangementState, happening: Happening, at: number): ArrangementState {
  const moved = move(state, happening, { at, to: 'AGREED', from: ['NONE', 'PROPOSED'] });
  // It may be reported again once it has begun: nothing is new then but the names.
  if (stageOf(moved) !== 'AGREED') return { ...moved, agreedAt: moved.agreedAt ?? at };
  const agreedAt = moved.agreedAt ?? at;
  const effectiveAt = statedEffect(happening) ?? moved.effectiveAt ?? at;
  return advance({ ...moved, agreedAt, effectiveAt, dueAt: Math.max(effectiveAt, at) }, at);
}

function tookEffect(state: ArrangementState, happening: Happening, at: number): ArrangementState {
  const wasAgreed = stageOf(state) === 'AGREED';
  const moved = move(state, happening, {
    at,
    to: 'IN_FORCE',
    from: ['NONE', 'PROPOSED', 'AGREED'],
  });
  const { history } = moved;
  if (!wasAgreed || history === null) return begun(moved);
  const because = joined(history.because, state.history?.because ?? []);
  return begun({ ...moved, history: { ...history, because, causes: because } });
}

function violated(state: ArrangementState, happening: Happening, at: number): ArrangementState {
  // No violation raises an arrangement that is over.
  if (isOver(stageOf(state))) return state;
  const from = ['NONE', 'PROPOSED', 'AGREED', 'IN_FORCE'] as const;
  return move(state, happening, { at, to: 'VIOLATED', from });
}

function collapsed(state: ArrangementState, happening: Happening, at: number): ArrangementState {
  const from = ['NONE', 'PROPOSED', 'AGREED', 'IN_FORCE', 'VIOLATED'] as const;
  return ended(move(state, happening, { at, to: 'COLLAPSED', from }));
}

function restored(state: ArrangementState, happening: Happening, at: number): ArrangementState {
  const from = ['NONE', 'PROPOSED', 'AGREED', 'VIOLATED'] as const;
  return begun(move(state, happening, { at, to: 'IN_FORCE', from }));
}
