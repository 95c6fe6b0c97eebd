import type { Comparison } from '@ceasefire/contracts';
import { type Boards, changedBoards, differences, type Transition } from '@ceasefire/domain';

/** One of the two readings of a comparison. */
export interface ComparedReading {
  /** Epoch milliseconds. */
  readonly asOfMs: number;
  readonly boards: Boards;
}

/** What two readings differ in, as `GET compare` tells it. */
export type Compared = Pick<Comparison, 'differences' | 'before' | 'after' | 'transitions'>;

/** What differs between two readings: the fields, the changed boards, and the changes of status on the way from one to the other. */
export function compareReadings(
  from: ComparedReading,
  to: ComparedReading,
  transitions: readonly Transition[],
): Compared {
  const sooner = Math.min(from.asOfMs, to.asOfMs);
  const later = Math.max(from.asOfMs, to.asOfMs);
  const between = transitions.filter(({ at }) => {
    const ms = Date.parse(at);
    return ms > sooner && ms <= later;
  });
  return {
    differences: differences(from.boards, to.boards),
    ...changedBoards(from.boards, to.boards),
    transitions: between,
  } as Compared;
}
