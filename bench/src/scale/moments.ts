import type { Chance } from './chance.ts';
import { firstMs, lastMs } from './history.ts';

/** A moment on the three clocks: instants in epoch milliseconds, and a log position; null: no limit. */
export interface Asked {
  readonly asOf: number;
  readonly knownAt: number | null;
  readonly position: number | null;
}

/** The clocks that a series of questions limits, beside the valid time. */
export type Limits = readonly ('knownAt' | 'position')[];

/** Any moment of the twenty years, limited on the given clocks. */
export function momentFrom(chance: Chance, limits: Limits, head: number): Asked {
  const past = (): number => Math.round(firstMs + chance.fraction() * (lastMs - firstMs));
  return {
    asOf: past(),
    knownAt: limits.includes('knownAt') ? past() : null,
    position: limits.includes('position') ? 1 + chance.below(head) : null,
  };
}

/** The path of the question. */
export function pathOf({ asOf, knownAt, position }: Asked): string {
  const query = new URLSearchParams({ asOf: new Date(asOf).toISOString() });
  if (knownAt !== null) query.set('knownAt', new Date(knownAt).toISOString());
  if (position !== null) query.set('position', String(position));
  return `state?${query.toString()}`;
}
