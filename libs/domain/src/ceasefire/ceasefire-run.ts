import type { CeasefireStatus } from '../boards.ts';
import { type Cause, type Change, type History, joined } from '../folding/history.ts';
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

/** Why the ceasefire has had its status since when; null while it has never had another. */
export function ceasefireCause(contenders: readonly Contender[]): Cause | null {
  const winner = prevailing(contenders);
  const status = ceasefireStatus(winner);
  let current = contenders;
  for (;;) {
    const turn = latestTurn(current);
    if (turn === null) return null;
    const before = current.map(({ id, history }) => ({ id, history: rewound(history, turn.at) }));
    if (ceasefireStatus(prevailing(before)) !== status) {
      const { at, earliest, because } = turn;
      const upheld = winner === null ? [] : winner.history.because;
      return { at, earliest, because: winner === null ? because : joined(because, upheld) };
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
  while (change !== null && change.at >= before) change = change.previous;
  return change;
}
