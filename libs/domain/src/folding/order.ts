import { developmentKinds } from '../development/kinds.ts';
import type { Happening } from './happening.ts';

const lifeCycle = new Map(developmentKinds.map((kind, index) => [kind, index]));

/**
 * The order of every fold, which no order of arrival can change: when it became definite; then the less sure first, so that the
 * surer one prevails; then the wider interval first; then the dictionary of kinds, which runs along the life of a process; then the id.
 */
export function foldOrder(one: Happening, other: Happening): number {
  return (
    compare(one.definiteMs, other.definiteMs) ||
    one.sureness - other.sureness ||
    compare(one.startMs, other.startMs) ||
    rank(one) - rank(other) ||
    compare(one.id, other.id) ||
    one.position - other.position
  );
}

function rank({ kind }: Happening): number {
  return lifeCycle.get(kind) ?? 0;
}

function compare<Value extends string | number>(one: Value, other: Value): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
