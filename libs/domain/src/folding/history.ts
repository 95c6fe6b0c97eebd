import type { Kept } from './fold.ts';
import type { Happening } from './happening.ts';

/** Why and when a status changed: when it is definite from (epoch ms), and the earliest at which it may have begun. */
export interface Cause {
  readonly at: number;
  /** `-Infinity`: at any time before `at`. */
  readonly earliest: number;
  /** Newest first. */
  readonly because: readonly string[];
}

/** One change of a status on the valid-time axis: a list, newest first, whose tails are shared between states. */
export interface Change<Status extends string> extends Cause {
  readonly status: Status;
  /** What brought the change about at its instant, newest first: `because` without those that only said so again later. */
  readonly causes: readonly string[];
  /** When the run that the status belongs to began: of two arrangements the one with the later run is the newer. */
  readonly bornAt: number;
  readonly previous: Change<Status> | Deeper<Status> | null;
}

/** Where older changes are found: beneath the history at `place` of `afters`, each of which was folded from the cut of the one before it. */
export interface Deeper<Status extends string> {
  readonly afters: readonly History<Status>[];
  readonly place: number;
  /** What lies beneath what the first of them was folded from. */
  readonly base: History<Status>;
}

/** The newest change, or null where nothing has changed yet. */
export type History<Status extends string> = Change<Status> | null;

const mostSupporters = 9;

/** The cause that a happening is, at the instant at which it is folded. */
export function causeOf({ id, startMs }: Happening, at: number): Cause {
  return { at, earliest: Math.min(startMs, at), because: [id] };
}

/**
 * The history with one more change; `initial` is the status before any. Of several changes at one instant only the last remains,
 * and none where it leads back to what was before: no moment ever shows the others.
 */
export function changed<Status extends string>(
  history: History<Status>,
  change: { status: Status; initial: Status; cause: Cause; bornAt?: number },
): History<Status> {
  const { status, initial, cause } = change;
  const bornAt = change.bornAt ?? history?.bornAt ?? cause.at;
  const previous = history?.at === cause.at ? previousOf(history) : history;
  if ((previous?.status ?? initial) === status) return supported(previous, cause);
  // Field by field, here and below: histories are made by the thousand for each question.
  const { at, earliest, because } = cause;
  return { at, earliest, because, causes: because, status, bornAt, previous };
}

/** The history in which more developments say what is the case already: the first ones are kept, and the newest few. */
export function supported<Status extends string>(
  history: History<Status>,
  { at, because }: Pick<Cause, 'at' | 'because'>,
): History<Status> {
  if (history === null) return null;
  const { earliest, status, bornAt, previous } = history;
  return {
    at: history.at,
    earliest,
    because: joined(because, history.because),
    causes: at === history.at ? joined(because, history.causes) : history.causes,
    status,
    bornAt,
    previous,
  };
}

/** The history without what no later step reads: the newest change and the one before it are left. */
export function cutHistory<Status extends string>(history: History<Status>): History<Status> {
  const previous = previousOf(history);
  if (history === null || !previous?.previous) return history;
  return { ...history, previous: { ...previous, previous: null } };
}

/** A state that remembers how it came about. */
export interface Historic<Status extends string> {
  readonly history: History<Status>;
}

/**
 * The last history of `states` on top of everything that was before: that of the first came of what was kept of the one before, and each of the
 * others of the one before it, cut. What lies deeper is put together only when somebody looks there: hardly anybody does.
 */
export function graftHistory<Status extends string>(
  states: readonly Historic<Status>[],
  { state, kept }: Kept<Historic<Status>>,
): History<Status> {
  const afters = states.map(({ history }) => history);
  const newest = afters.at(-1) ?? null;
  const base = without(state.history, kept.history);
  return newest === null ? null : onTopOf(newest, { afters, base, place: afters.length - 1 });
}

/** What lies beneath as many of the newest changes as were kept. */
function without<Status extends string>(
  history: History<Status>,
  kept: History<Status>,
): History<Status> {
  let rest = history;
  for (let each = kept; each !== null; each = previousOf(each)) rest = previousOf(rest);
  return rest;
}

/** The change before one; null before the first. */
export function previousOf<Status extends string>(history: History<Status>): History<Status> {
  const previous = history?.previous ?? null;
  return previous !== null && 'afters' in previous ? beneath(previous) : previous;
}

function onTopOf<Status extends string>(
  change: Change<Status>,
  deeper: Deeper<Status>,
): Change<Status> {
  const { at, earliest, because, causes, status, bornAt, previous } = change;
  const isLowest = previous === null || 'afters' in previous;
  const beneathIt = isLowest ? deeper : onTopOf(previous, deeper);
  return { at, earliest, because, causes, status, bornAt, previous: beneathIt };
}

/**
 * What a cut took away: all but the two newest changes of what the one at the place was folded from. One that has fewer of them tells nothing of what lies
 * deeper: where its newest change was taken back at its own instant only the second is left.
 */
function beneath<Status extends string>({ afters, base, place }: Deeper<Status>): History<Status> {
  for (let each = place - 1; each >= 0; each -= 1) {
    const newest = afters[each] ?? null;
    if (newest === null) return null;
    const third = previousOf(previousOf(newest));
    if (third !== null) return onTopOf(third, { afters, base, place: each });
  }
  return base;
}

/** Ids newest first without repetition: the oldest and the newest few. */
export function joined(newer: readonly string[], older: readonly string[]): readonly string[] {
  const all = [...newer];
  for (const id of older) if (!newer.includes(id)) all.push(id);
  const first = all.at(-1);
  if (all.length <= mostSupporters || first === undefined) return all;
  all.length = mostSupporters;
  all[mostSupporters - 1] = first;
  return all;
}

/**
 * Whether a happening surely came after the newest change. What may have come before it must not undo an end: a truce that
 * was agreed at some time before the 22nd does not raise the same truce that collapsed on the 7th.
 */
export function surelyAfter(happening: Happening, history: History<string>): boolean {
  if (history === null) return true;
  const begun = happening.lasting ? happening.definiteMs : happening.startMs;
  return begun >= history.at;
}
