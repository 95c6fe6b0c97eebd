import type { Instant } from '../boards.ts';

/** The instants that a text covers, in epoch milliseconds, both inclusive; equal for an instant. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

const dayMs = 86_400_000;
const date = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?Z$/;

function midnightOf(day: string): number | undefined {
  const ms = Date.parse(`${day}T00:00:00.000Z`);
  // Some engines roll 30 February over into March: what was parsed must say the same day again.
  if (Number.isNaN(ms) || !formatInstant(ms).startsWith(day) || day.startsWith('0000')) {
    return undefined;
  }
  return ms;
}

/** Reads a UTC date (the whole day) or an RFC 3339 UTC instant; undefined when it is neither or cannot be. */
export function findSpan(text: string): Span | undefined {
  if (date.test(text)) {
    const startMs = midnightOf(text);
    return startMs === undefined ? undefined : { startMs, endMs: startMs + dayMs - 1 };
  }
  const [, day, hours, minutes, seconds = '0', fraction = ''] = instant.exec(text) ?? [];
  const midnight = day === undefined ? undefined : midnightOf(day);
  if (midnight === undefined) return undefined;
  const clock = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  const ms = midnight + clock * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  return { startMs: ms, endMs: ms };
}

/**
 * As `findSpan`, for text that was validated before.
 * @throws RangeError when the text is no date and no instant
 */
export function getSpan(text: string): Span {
  const span = findSpan(text);
  if (span === undefined) {
    throw new RangeError(
      `"${text}" is no UTC date (2020-10-10) and no UTC instant (2020-10-10T08:00Z).`,
    );
  }
  return span;
}

/**
 * The epoch milliseconds that a query parameter means: an instant is itself, a date is the end of its UTC day.
 * Undefined when the text is neither.
 */
export function momentEnd(text: string): number | undefined {
  return findSpan(text)?.endMs;
}

/** Writes epoch milliseconds as an RFC 3339 UTC instant with milliseconds. */
export function formatInstant(ms: number): Instant {
  return new Date(ms).toISOString();
}
