import type { Fold, Resolutions } from '../folding/fold.ts';
import { createBeginnings } from './beginnings.ts';
import { createCheckpoints } from './checkpoints.ts';
import { createLiveStanding } from './live-standing.ts';
import { type Keeping, usualKeeping } from './distances.ts';
import { isPlain, type Reading } from './reading.ts';
import { narrowing } from './narrowing.ts';
import { type Standing, standingOf } from './standing.ts';
import { countedIn, placesIn, type Stretch, summaryOf } from './stretch.ts';
import { createStretches, type Stretches } from './stretches.ts';

/** The happenings of one process along valid time. */
export interface Timeline<State> {
  /** Takes the happening at a place. */
  readonly add: (place: number) => void;
  /** To be told when `supersededAt` of a happening was set. */
  readonly retire: (place: number) => void;
  readonly standing: (reading: Reading, resolutions: Resolutions) => Standing<State>;
  /** The next instant after `ms` at which the clock alone may change what holds now; `Infinity` when none does. */
  readonly nextChangeAfter: (ms: number, resolutions: Resolutions) => number;
  /** Whether a happening that makes a process exist counts in the reading, at whatever valid time. */
  readonly exists: (reading: Reading) => boolean;
  /** A timeline apart, as this one would be now had its happenings been others. */
  readonly varied: (variation: Variation) => Timeline<State>;
}

/** Other happenings on a timeline than there are now. */
export interface Variation {
  /** Ids of those that are left out. */
  readonly without: ReadonlySet<string>;
  /** Places of others. */
  readonly plus: readonly number[];
}

/** A timeline that answers plain readings from checkpoints of its fold, and live ones from the last answer while that holds. */
export function createTimeline<State>(
  fold: Fold<State>,
  keeping: Keeping = usualKeeping(),
): Timeline<State> {
  const checkpoints = createCheckpoints(fold, keeping);
  const beginnings = createBeginnings<State>(fold);
  const stretches = createStretches<State>((from) => {
    checkpoints.dropFrom(from);
    beginnings.drop();
  }, keeping);
  const basis = { fold, stretches, checkpoints, beginnings };
  const live = createLiveStanding(basis);
  const narrow = narrowing();
  const exists = createExistence(stretches);

  function changing(): void {
    live.drop();
    exists.drop();
  }

  return {
    add: (place) => {
      changing();
      narrow.notice(keeping.happenings.at(place));
      stretches.add(place);
    },
    retire: (place) => {
      changing();
      stretches.retire(place);
    },
    standing: (reading, resolutions) => {
      const stand = reading.live && isPlain(reading) ? live.at : standingAlong;
      return stand(reading, narrow.to(resolutions));
    },
    nextChangeAfter: (ms, resolutions) => live.nextChangeAfter(ms, narrow.to(resolutions)),
    exists: exists.in,
    varied: (variation) => {
      const apart = createTimeline(fold, keeping);
      for (const each of variedOf(stretches.all(), variation)) apart.add(each);
      return apart;
    },
  };

  function standingAlong(reading: Reading, resolutions: Resolutions): Standing<State> {
    return standingOf(basis, reading, resolutions);
  }
}

function createExistence(stretches: Stretches<unknown>) {
  let now: boolean | null = null;
  const counts = (reading: Reading): boolean =>
    stretches.all().some((stretch) => {
      const { founding } = summaryOf(stretch);
      return founding !== 0 && (countedIn(stretch, reading) & founding) !== 0;
    });
  return {
    in: (reading: Reading): boolean => {
      if (!isPlain(reading)) return counts(reading);
      now ??= counts(reading);
      return now;
    },
    drop: (): void => {
      now = null;
    },
  };
}

function variedOf(
  stretches: readonly Stretch<unknown>[],
  { without, plus }: Variation,
): readonly number[] {
  const current = stretches.flatMap((each) =>
    placesIn(each, summaryOf(each).current).filter(
      (place) => !without.has(each.happenings.at(place).id),
    ),
  );
  return [...current, ...plus];
}
