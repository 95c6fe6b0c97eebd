import type { Moment } from '../boards.ts';
import type { Happening } from '../folding/happening.ts';

/** A moment with its limits filled in: epoch milliseconds, `Infinity` for no limit. */
export interface Reading {
  /** True where `atMs` is the present. */
  readonly live: boolean;
  readonly atMs: number;
  readonly knownMs: number;
  /** A log position; `Infinity` reads what holds now. */
  readonly position: number;
}

/** A reading of all that holds now; it asks at no particular valid time. */
export const everything: Reading = {
  live: false,
  atMs: Infinity,
  knownMs: Infinity,
  position: Infinity,
};

/** The limits that a moment sets, when the log was read up to position `head`. */
export function readingOf({ asOf, knownAt, position, now }: Moment, head: number): Reading {
  return {
    live: asOf === null,
    atMs: asOf ?? now,
    knownMs: knownAt ?? Infinity,
    position: position === null || position >= head ? Infinity : position,
  };
}

/** Whether a reading takes every fact that holds now, whenever it was published. */
export function isPlain({ knownMs, position }: Reading): boolean {
  return knownMs === Infinity && position === Infinity;
}

/** Whether a revision counts in a reading: it holds there, and one of its sources had been published. */
export function counts(happening: Happening, { knownMs, position }: Reading): boolean {
  const { status, knownFromMs } = happening;
  return status === 'active' && holdsAt(happening, position) && knownFromMs <= knownMs;
}

/** Whether a revision holds at a log position; `Infinity` is the present. */
export function holdsAt({ position, supersededAt }: Happening, at: number): boolean {
  return at === Infinity ? supersededAt === Infinity : position <= at && at < supersededAt;
}
