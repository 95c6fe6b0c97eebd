import type { CeasefireStatus } from '../boards.ts';
import { type Cause, type Change, type History, joined, previousOf } from '../folding/history.ts';
import { type ArrangementStage, isOver } from './arrangement-state.ts';

/** One arrangement's history, up to the moment looked at. */
export interface Contender {
  readonly id: string;
  readonly history: History<ArrangementStage>;
}

interface Prevailing {
  readonly id: string;
  readonly history: Change<ArrangementStage>;
}

/** The newest arrangement that is neither thwarted nor collapsed, by when it was agreed or else proposed. */
export function prevailing(contenders: readonly Contender[]): Prevailing | null {
  let newest: Prevailing | null = null;
  for (const { id, history } of contenders) {
    if (history === null || history.status === 'NONE' || isOver(history.status)) continue;
    if (newest === null || isNewer({ id, history }, newest)) newest = { id, history };
  }
  return newest;
}

function isNewer(one: Prevailing, other: Prevailing): boolean {
  const { bornAt } = one.history;
  if (bornAt !== other.history.bornAt) return bornAt > other.history.bornAt;
  return one.id > other.id;
}

/** The status that the prevailing arrangement gives to the ceasefire. */
export function ceasefireStatus(winner: Prevailing | null): CeasefireStatus {
  const status = winner?.history.status;
  if (
    status === undefined ||
    status === 'NONE' ||
    status === 'THWARTED' ||
    status === 'COLLAPSED'
  ) {
    return 'NO_CEASEFIRE';
  }
  return status;
}

/**
 * Why and since when the ceasefire has its status from the arrangement that prevails; null while it has never had another.
 * Where another arrangement takes over, that begins anew, even if the status is the same.
 */
export function ceasefireCause(contenders: readonly Contender[]): Cause | null {
  const winner = prevailing(contenders);
  const status = ceasefireStatus(winner);
  let current = contenders;
  for (;;) {
    const turn = latestTurn(current);
    if (turn === null) return null;
    const before = current.map(({ id, history }) => ({ id, history: rewound(history, turn.at) }));
    const former = prevailing(before);
    if (former?.id !== winner?.id || ceasefireStatus(former) !== status) {
      const { at, earliest, because } = turn;
      // The turn is never older than the status of the arrangement that prevails: before that, another status held.
      return { at, earliest, because: joined(because, winner?.history.because ?? []) };
    }
    current = before;
  }
}

/** The latest change that can have decided which arrangement prevails: its own newest one, or the end of a newer one. */
function latestTurn(contenders: readonly Contender[]): Change<ArrangementStage> | null {
  const winner = prevailing(contenders);
  let latest = winner?.history ?? null;
  for (const { history } of contenders) {
    if (history === null || (winner !== null && history.bornAt < winner.history.bornAt)) continue;
    if (latest === null || history.at > latest.at) latest = history;
  }
  return latest;
}

function rewound(history: History<ArrangementStage>, before: number): History<ArrangementStage> {
  let change = history;
  while (change !== null && change.at >= before) change = previousOf(change);
  return change;
}
