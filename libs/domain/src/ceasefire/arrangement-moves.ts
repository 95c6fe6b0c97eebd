import type { Happening } from '../folding/happening.ts';
import { causeOf, changed, supported, surelyAfter } from '../folding/history.ts';
import {
  type ArrangementStage,
  type ArrangementState,
  isOver,
  stageOf,
} from './arrangement-state.ts';

interface Move {
  /** Epoch milliseconds at which the happening is folded. */
  readonly at: number;
  readonly to: ArrangementStage;
  /** The statuses that it moves from, beside those that are over. */
  readonly from: readonly ArrangementStage[];
}

/**
 * The arrangement moved by a happening, or only supported by it where it has that status already.
 * One that is over rises again only by what surely came after its end.
 */
export function move(state: ArrangementState, happening: Happening, move: Move): ArrangementState {
  const { at, to } = move;
  const stage = stageOf(state);
  if (stage === to) return { ...state, history: supported(state.history, causeOf(happening, at)) };
  const rises = isOver(stage) && !isOver(to) && surelyAfter(happening, state.history);
  if (!move.from.includes(stage) && !rises) return state;
  const begins = stage === 'NONE' || to === 'AGREED' || isOver(stage);
  const history = changed(state.history, {
    status: to,
    initial: 'NONE',
    cause: causeOf(happening, at),
    ...(begins && { bornAt: bornAt(happening, at) }),
  });
  const risen = { endedAt: null, agreedAt: null, effectiveAt: null, dueAt: Infinity };
  return { ...state, ...(rises && risen), history };
}

/** An attempt of unknown date must not pass for the newest: what is only possible came about when it may have begun. */
function bornAt({ definiteMs, startMs }: Happening, at: number): number {
  return definiteMs > at ? startMs : at;
}

/** The arrangement with the instant of its end, where it is over. */
export function ended(state: ArrangementState): ArrangementState {
  return isOver(stageOf(state)) ? { ...state, endedAt: state.history?.at ?? null } : state;
}

/** The arrangement with the instant from which it is in force, where it began without having been agreed. */
export function begun(state: ArrangementState): ArrangementState {
  const { history, effectiveAt } = state;
  if (history?.status !== 'IN_FORCE' || (effectiveAt !== null && effectiveAt <= history.at)) {
    return state;
  }
  return { ...state, effectiveAt: history.at };
}
