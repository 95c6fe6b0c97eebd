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
  readonly previous: Change<Status> | null;
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
  const previous = history?.at === cause.at ? history.previous : history;
  if ((previous?.status ?? initial) === status) return supported(previous, cause);
  return { ...cause, causes: cause.because, status, bornAt, previous };
}

/** The history in which more developments say what is the case already: the first ones are kept, and the newest few. */
export function supported<Status extends string>(
  history: History<Status>,
  { at, because }: Pick<Cause, 'at' | 'because'>,
): History<Status> {
  if (history === null) return null;
  const causes = at === history.at ? joined(because, history.causes) : history.causes;
  return { ...history, because: joined(because, history.because), causes };
}

/** The history without what no later step reads: the newest change and the one before it are left. */
export function cutHistory<Status extends string>(history: History<Status>): History<Status> {
  const previous = history?.previous;
  if (history === null || !previous?.previous) return history;
  return { ...history, previous: { ...previous, previous: null } };
}

/** `after`, which came of `cutHistory(before)`, on top of everything that was before. */
export function graftHistory<Status extends string>(
  after: History<Status>,
  before: History<Status>,
): History<Status> {
  const kept = before?.previous;
  if (after === null || before === null || !kept?.previous) return after;
  return isSame(after, before) ? before : onTopOf(after, kept);
}

function isSame(one: Change<string>, other: Change<string>): boolean {
  return one.because === other.because && one.at === other.at && one.status === other.status;
}

/** No two changes of a history are at one instant: by that the lowest one, which is still there, is told. */
function onTopOf<Status extends string>(
  change: Change<Status>,
  kept: Change<Status>,
): Change<Status> {
  if (change.at <= kept.at || change.previous === null) {
    return { ...change, previous: kept.previous };
  }
  return { ...change, previous: onTopOf(change.previous, kept) };
}

/** Ids newest first without repetition: the oldest and the newest few. */
export function joined(newer: readonly string[], older: readonly string[]): readonly string[] {
  const all = [...newer, ...older.filter((id) => !newer.includes(id))];
  const first = all.at(-1);
  if (all.length <= mostSupporters || first === undefined) return all;
  return [...all.slice(0, mostSupporters - 1), first];
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
