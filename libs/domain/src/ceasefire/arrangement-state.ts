import type { ArrangementStatus } from '../boards.ts';
import type { History } from '../folding/history.ts';
import { type Allegations, noAllegations } from './allegations.ts';

/** The status of an arrangement, or that nothing is known of it. */
export type ArrangementStage = ArrangementStatus | 'NONE';

/** One arrangement as far as it has been folded. Times are epoch milliseconds. */
export interface ArrangementState {
  readonly history: History<ArrangementStage>;
  readonly agreedAt: number | null;
  /** From when it is in force: as agreed, or as it turned out. */
  readonly effectiveAt: number | null;
  /** When the clock puts an agreed one into force: as agreed, but never before that was agreed. */
  readonly dueAt: number;
  readonly endedAt: number | null;
  readonly parties: readonly string[];
  readonly mediators: readonly string[];
  readonly allegations: Allegations;
}

/** An arrangement of which nothing is known. */
export const noArrangement: ArrangementState = {
  history: null,
  agreedAt: null,
  effectiveAt: null,
  dueAt: Infinity,
  endedAt: null,
  parties: [],
  mediators: [],
  allegations: noAllegations,
};

/** The status of an arrangement; `NONE` before anything is known of it. */
export function stageOf({ history }: Pick<ArrangementState, 'history'>): ArrangementStage {
  return history?.status ?? 'NONE';
}

/** Whether an arrangement came to nothing or to an end. */
export function isOver(stage: ArrangementStage): boolean {
  return stage === 'THWARTED' || stage === 'COLLAPSED';
}
