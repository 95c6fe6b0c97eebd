import type { Fold, Resolutions } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import { createBeginnings } from './beginnings.ts';
import { createCheckpoints } from './checkpoints.ts';
import { counts, isPlain, type Reading } from './reading.ts';
import { createSortedHappenings } from './sorted-happenings.ts';
import { nextChange, type Standing, standingOf } from './standing.ts';

/** The happenings of one process along valid time. */
export interface Timeline<State> {
  readonly add: (happening: Happening) => void;
  /** Takes a happening out of what holds now, after its `supersededAt` was set. */
  readonly retire: (happening: Happening) => void;
  readonly standing: (reading: Reading, resolutions: Resolutions) => Standing<State>;
  /** The next instant after `ms` at which the clock alone may change what holds now; `Infinity` when none does. */
  readonly nextChangeAfter: (ms: number, resolutions: Resolutions) => number;
  /** Whether a happening that passes the test counts in the reading, at whatever valid time. */
  readonly some: (reading: Reading, test: (happening: Happening) => boolean) => boolean;
}

/** A timeline that answers plain readings from checkpoints of its fold, and live ones from the last answer while that holds. */
export function createTimeline<State>(fold: Fold<State>): Timeline<State> {
  const checkpoints = createCheckpoints(fold);
  const beginnings = createBeginnings();
  const happenings = createSortedHappenings((place) => {
    checkpoints.dropFrom(place);
    beginnings.dropFrom(place);
  });
  const basis = { fold, happenings, checkpoints, beginnings };
  let latest: Latest<State> | null = null;

  function live(reading: Reading, resolutions: Resolutions): Standing<State> {
    if (latest !== null && isFresh(latest, reading, resolutions)) return latest.standing;
    const standing = standingOf(basis, reading, resolutions);
    const fromMs = reading.atMs;
    const untilMs = nextChange(basis, fromMs, resolutions);
    latest = { fromMs, untilMs, resolutions, standing };
    return standing;
  }

  return {
    add: (happening) => {
      latest = null;
      happenings.add(happening);
    },
    retire: (happening) => {
      latest = null;
      happenings.retire(happening);
    },
    standing: (reading, resolutions) =>
      reading.live && isPlain(reading)
        ? live(reading, resolutions)
        : standingOf(basis, reading, resolutions),
    nextChangeAfter: (ms, resolutions) => nextChange(basis, ms, resolutions),
    some: (reading, test) => {
      const passes = (each: Happening): boolean => counts(each, reading) && test(each);
      return happenings.current().some(passes) || happenings.former().some(passes);
    },
  };
}

/** The newest live answer: it stays right until a happening comes or goes, or the clock moves something. */
interface Latest<State> {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly resolutions: Resolutions;
  readonly standing: Standing<State>;
}

function isFresh(
  { fromMs, untilMs, resolutions }: Latest<unknown>,
  { atMs }: Reading,
  current: Resolutions,
): boolean {
  return resolutions === current && fromMs <= atMs && atMs < untilMs;
}
