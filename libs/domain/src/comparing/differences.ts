import type { Boards } from '../boards.ts';
import { sameJson } from '../development/same-json.ts';

/** One field that differs between two readings of the boards. */
export interface Difference {
  readonly board: keyof Boards;
  /** Which one of its board; null for the ceasefire. */
  readonly id: string | null;
  /** JSON pointer to the field, from the board's entry on; empty where the whole entry came or went. */
  readonly pointer: string;
  /** JSON; null where there was or is nothing. */
  readonly from: unknown;
  readonly to: unknown;
}

/** The boards that differ, as they were and as they are. */
export interface ChangedBoards {
  readonly before: Partial<Boards>;
  readonly after: Partial<Boards>;
}

type Names = readonly (keyof Boards)[];
const names: Names = ['ceasefire', 'deployments', 'negotiations', 'disputes'];

/** The boards that are not the same in two readings; both parts are empty when nothing differs. */
export function changedBoards(before: Boards, after: Boards): ChangedBoards {
  const changed = names.filter((name) => !sameJson(before[name], after[name]));
  const part = (boards: Boards): Partial<Boards> =>
    Object.fromEntries(changed.map((name) => [name, boards[name]]));
  return { before: part(before), after: part(after) };
}

/** Every field that differs between two readings, board by board. Lists of entries are compared by id, other lists as a whole. */
export function differences(before: Boards, after: Boards): readonly Difference[] {
  const whole = between(before.ceasefire, after.ceasefire, '').map((field) => ({
    board: 'ceasefire' as const,
    id: null,
    ...field,
  }));
  return [
    ...whole,
    ...entries('deployments', before.deployments, after.deployments),
    ...entries('negotiations', before.negotiations, after.negotiations),
    ...entries(
      'disputes',
      before.disputes.map((dispute) => ({ id: dispute.subject, ...dispute })),
      after.disputes.map((dispute) => ({ id: dispute.subject, ...dispute })),
    ),
  ];
}

interface Identified {
  readonly id: string;
}

function entries(
  board: keyof Boards,
  before: readonly Identified[],
  after: readonly Identified[],
): readonly Difference[] {
  return pairs(before, after).flatMap(({ id, was, is }) =>
    between(was, is, '').map((field) => ({ board, id, ...field })),
  );
}

function pairs(before: readonly Identified[], after: readonly Identified[]) {
  const was = new Map(before.map((each) => [each.id, each]));
  const is = new Map(after.map((each) => [each.id, each]));
  return [...new Set([...was.keys(), ...is.keys()])].map((id) => ({
    id,
    was: was.get(id),
    is: is.get(id),
  }));
}

type Field = Pick<Difference, 'pointer' | 'from' | 'to'>;

function between(from: unknown, to: unknown, pointer: string): readonly Field[] {
  if (sameJson(from, to)) return [];
  if (isIdentified(from) && isIdentified(to)) {
    return pairs(from, to).flatMap(({ id, was, is }) =>
      between(was, is, `${pointer}/${escaped(id)}`),
    );
  }
  if (isRecord(from) && isRecord(to)) {
    const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return fields.flatMap((name) => between(from[name], to[name], `${pointer}/${escaped(name)}`));
  }
  return [{ pointer, from: from ?? null, to: to ?? null }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isIdentified(value: unknown): value is readonly Identified[] {
  return (
    Array.isArray(value) && value.every((each) => isRecord(each) && typeof each['id'] === 'string')
  );
}

function escaped(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}
