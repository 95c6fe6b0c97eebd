import type { Resolutions } from '../folding/fold.ts';
import type { Reading } from './reading.ts';
import { type Basis, nextChange, type Standing, standingOf } from './standing.ts';

/** How a process stands at present, worked out anew only where it may stand otherwise. */
export interface LiveStanding<State> {
  readonly at: (reading: Reading, resolutions: Resolutions) => Standing<State>;
  /** The next instant after `ms` at which the clock alone may change what holds now; `Infinity` when none does. */
  readonly nextChangeAfter: (ms: number, resolutions: Resolutions) => number;
  /** To be told when a happening comes or goes. */
  readonly drop: () => void;
}

/** The newest live answer: it stays right until a happening comes or goes, or the clock moves something. */
interface Latest<State> {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly resolutions: Resolutions;
  readonly standing: Standing<State>;
}

/** Keeps the newest answer. */
export function createLiveStanding<State>(basis: Basis<State>): LiveStanding<State> {
  let latest: Latest<State> | null = null;

  function freshAt(ms: number, resolutions: Resolutions): Latest<State> | null {
    if (latest?.resolutions !== resolutions) return null;
    return latest.fromMs <= ms && ms < latest.untilMs ? latest : null;
  }

  return {
    at: (reading, resolutions) => {
      const { atMs } = reading;
      const known = freshAt(atMs, resolutions);
      if (known !== null) return known.standing;
      const standing = standingOf(basis, reading, resolutions);
      const untilMs = nextChange(basis, atMs, resolutions);
      latest = { fromMs: atMs, untilMs, resolutions, standing };
      return standing;
    },
    nextChangeAfter: (ms, resolutions) =>
      freshAt(ms, resolutions)?.untilMs ?? nextChange(basis, ms, resolutions),
    drop: () => {
      latest = null;
    },
  };
}
