import type { Occurred } from '../development/development.ts';
import { getSpan } from './instant.ts';

/** When something may have begun and from when on it is certain to have happened, in epoch milliseconds. */
export interface Interval {
  /** `null`: it may have begun at any time. */
  readonly startMs: number | null;
  /** `null`: nothing says that it has happened by any moment. */
  readonly definiteMs: number | null;
}

/**
 * The valid time of a development.
 *
 * It is definite at the inclusive end of `to`; what happened `after` something is definite at the end of `from`.
 * @throws RangeError when `from` or `to` is no date and no instant
 */
export function intervalOf(occurred: Occurred): Interval {
  const from = occurred.from === null ? null : getSpan(occurred.from);
  const to = occurred.to === null ? null : getSpan(occurred.to);
  const end = occurred.precision === 'after' && from !== null ? from : to;
  return { startMs: from?.startMs ?? null, definiteMs: end?.endMs ?? null };
}
