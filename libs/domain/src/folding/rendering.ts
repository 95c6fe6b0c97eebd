import type { Instant } from '../boards.ts';
import { formatInstant } from '../time/instant.ts';
import type { Cause } from './history.ts';

/** Epoch milliseconds as an instant; an open or absent end as null. */
export function instantOrNull(ms: number | null | undefined): Instant | null {
  return ms === null || ms === undefined || !Number.isFinite(ms) ? null : formatInstant(ms);
}

/** The `since` fields of a board: when its status is definite from, and the earliest at which it may have begun. */
export function sinceOf(cause: Cause | null): {
  readonly since: Instant | null;
  readonly sinceEarliest: Instant | null;
} {
  return { since: instantOrNull(cause?.at), sinceEarliest: instantOrNull(cause?.earliest) };
}

/** The statuses that might also be the case, each once, without the one that is. */
export function otherThan<Status extends string>(
  status: Status,
  might: readonly Status[],
): readonly Status[] {
  return [...new Set(might)].filter((each) => each !== status).sort();
}
