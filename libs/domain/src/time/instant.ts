import type { Instant } from '../boards.ts';

/** The instants that a text covers, in epoch milliseconds, both inclusive; equal for an instant. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

const dayMs = 86_400_000;
const dateLength = '2020-10-10'.length;
const date = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?Z$/;

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** From 1 January of the year 1 to 1 January 1970. */
const daysBeforeEpoch = 719_162;

/** The number that two digits mean. */
const pairAt = (text: string, at: number): number =>
  (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

/**
 * The first instant of the day with which a text begins; undefined when there is no such day.
 *
 * Worked out here: folds ask for it several times an event, and by way of a `Date` it took five times as long.
 */
function midnightOf(text: string): number | undefined {
  const year = pairAt(text, 0) * 100 + pairAt(text, 2);
  const month = pairAt(text, 5) - 1;
  const day = pairAt(text, 8);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = (monthDays[month] ?? 0) + (month === 1 && isLeap ? 1 : 0);
  if (year === 0 || day === 0 || day > length) return undefined;
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const inYear = (daysBeforeMonth[month] ?? 0) + (month > 1 && isLeap ? 1 : 0) + day - 1;
  return (before * 365 + leapDays + inYear - daysBeforeEpoch) * dayMs;
}

/** The dates of twenty years fit. */
const mostDates = 8_000;
const spans = new Map<string, Span>();

/** A date that was read is kept: of each development several rules and folds ask for the same. */
function spanOfDate(text: string): Span | undefined {
  const known = spans.get(text);
  if (known !== undefined) return known;
  const startMs = date.test(text) ? midnightOf(text) : undefined;
  if (startMs === undefined) return undefined;
  const span = { startMs, endMs: startMs + dayMs - 1 };
  if (spans.size >= mostDates) spans.clear();
  spans.set(text, span);
  return span;
}

/** Reads a UTC date (the whole day) or an RFC 3339 UTC instant; undefined when it is neither or cannot be. */
export function findSpan(text: string): Span | undefined {
  if (text.length === dateLength) return spanOfDate(text);
  const midnight = instant.test(text) ? midnightOf(text) : undefined;
  if (midnight === undefined) return undefined;
  const seconds = text[16] === ':' ? pairAt(text, 17) : 0;
  const clock = (pairAt(text, 11) * 60 + pairAt(text, 14)) * 60 + seconds;
  const fraction = text[19] === '.' ? text.slice(20, -1) : '';
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

const dates = new Map<number, string>();
const upTo = (count: number, digits: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => String(index).padStart(digits, '0'));
const twoDigits = upTo(60, 2);
const threeDigits = upTo(1_000, 3);

/**
 * Writes epoch milliseconds, a whole number, as an RFC 3339 UTC instant with milliseconds. Boards are full of them, so a date that was written
 * is kept, and the clock is put together of what is written already: by way of a `Date` it took five times as long.
 * @throws RangeError where there is no such instant
 */
export function formatInstant(ms: number): Instant {
  const day = Math.floor(ms / dayMs);
  const date = dateOf(day);
  const clock = ms - day * dayMs;
  const seconds = Math.floor(clock / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const two = (number: number): string => twoDigits[number] ?? '';
  const rest = threeDigits[clock - seconds * 1_000] ?? '';
  return `${date}T${two(hours)}:${two(minutes - hours * 60)}:${two(seconds - minutes * 60)}.${rest}Z`;
}

function dateOf(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * dayMs).toISOString().slice(0, -14);
  if (dates.size >= mostDates) dates.clear();
  dates.set(day, date);
  return date;
}
