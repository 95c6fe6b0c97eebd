import type { Transition } from '../boards.ts';
import { ceasefireStatus, type Contender, prevailing } from '../ceasefire/ceasefire-run.ts';
import { type Change, type History, joined, previousOf } from '../folding/history.ts';
import { formatInstant } from '../time/instant.ts';
import type { Contest, Standings } from './standings.ts';

/** A transition with its instant in epoch milliseconds, to sort by. */
interface TimedTransition extends Omit<Transition, 'at'> {
  readonly atMs: number;
}

type Subject = Pick<Transition, 'board' | 'id'>;

/** A history's changes, oldest first. `initial` is the status before any. */
function transitionsOf(
  { board, id }: Subject,
  history: History<string>,
  initial: string,
): readonly TimedTransition[] {
  const changes = oldestFirst(history);
  return changes.map(({ at, status, causes }, index) => ({
    atMs: at,
    board,
    id,
    from: changes[index - 1]?.status ?? initial,
    to: status,
    because: causes,
  }));
}

function oldestFirst<Status extends string>(history: History<Status>): readonly Change<Status>[] {
  const changes: Change<Status>[] = [];
  for (let change = history; change !== null; change = previousOf(change)) changes.push(change);
  return changes.reverse();
}

/** The changes of the ceasefire as a whole, as one arrangement after the other prevails. */
function ceasefireTransitions(contenders: readonly Contender[]): readonly TimedTransition[] {
  const changes = contenders
    .flatMap(({ id, history }) => oldestFirst(history).map((change) => ({ id, change })))
    .sort((one, other) => one.change.at - other.change.at);
  const standing = new Map<string, Contender>();
  const transitions: TimedTransition[] = [];
  let from = ceasefireStatus(null);
  let because: readonly string[] = [];
  for (const [index, { id, change }] of changes.entries()) {
    standing.set(id, { id, history: change });
    because = joined(change.causes, changes[index - 1]?.change.at === change.at ? because : []);
    // Of several changes at one instant only what they come to is seen.
    if (changes[index + 1]?.change.at === change.at) continue;
    const winner = prevailing([...standing.values()]);
    const to = ceasefireStatus(winner);
    if (to === from) continue;
    const ids = joined(because, winner?.history.causes ?? []);
    transitions.push({
      atMs: change.at,
      board: 'ceasefire',
      id: 'ceasefire',
      from,
      to,
      because: ids,
    });
    from = to;
  }
  return transitions;
}

/** When a subject became contested, and when that was settled. */
function disputeTransitions({ id, state, resolution }: Contest): readonly TimedTransition[] {
  const { open } = state;
  if (open === null) return [];
  const opened = { atMs: open.at, board: 'dispute', id, from: 'NONE', to: 'OPEN' } as const;
  if (resolution === undefined) return [{ ...opened, because: open.because }];
  const { at, basedOn } = resolution;
  const resolved = { board: 'dispute', id, to: 'RESOLVED', because: basedOn } as const;
  if (at <= open.at) return [{ ...resolved, atMs: open.at, from: 'NONE' }];
  return [
    { ...opened, because: open.because },
    { ...resolved, atMs: at, from: 'OPEN' },
  ];
}

/** Every transition that led to how things stand, oldest first. */
export function allTransitions(standings: Standings): readonly Transition[] {
  const contenders = standings.arrangements.map(({ id, standing }) => ({
    id,
    history: standing.state.history,
  }));
  const { history } = standings.hostilities;
  return inOrder([
    ...ceasefireTransitions(contenders),
    ...transitionsOf({ board: 'hostilities', id: 'hostilities' }, history, 'UNKNOWN'),
    ...contenders.flatMap((each) =>
      transitionsOf({ board: 'arrangement', id: each.id }, each.history, 'NONE'),
    ),
    ...standings.deployments.flatMap(({ id, standing }) =>
      transitionsOf({ board: 'deployment', id }, standing.state.history, 'NONE'),
    ),
    ...standings.negotiations.flatMap(({ id, standing }) =>
      transitionsOf({ board: 'negotiation', id }, standing.state.history, 'NOT_STARTED'),
    ),
    ...standings.contests.flatMap(disputeTransitions),
  ]);
}

function inOrder(transitions: readonly TimedTransition[]): readonly Transition[] {
  return [...transitions]
    .sort((one, other) => one.atMs - other.atMs || (keyOf(one) < keyOf(other) ? -1 : 1))
    .map(({ atMs, ...transition }) => ({ at: formatInstant(atMs), ...transition }));
}

function keyOf({ board, id }: Subject): string {
  return `${board}\n${id}`;
}
