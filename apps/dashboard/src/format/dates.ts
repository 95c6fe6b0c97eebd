const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** How a month is written: `10 November 2020` or `10 Nov 2020`. */
export type MonthStyle = 'long' | 'short';

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function dayOf(time: string): Day {
  const date = new Date(time.length === 10 ? `${time}T00:00:00Z` : time);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

function monthName(month: number, style: MonthStyle): string {
  const name = MONTHS[month] ?? '';
  return style === 'long' ? name : name.slice(0, 3);
}

/** Whether an instant or a date stands for a whole UTC day: a date, or the very end or start of one. */
export function isWholeDay(time: string): boolean {
  return time.length === 10 || /T(?:23:59:59\.999|00:00(?::00(?:\.000)?)?)Z$/.test(time);
}

/** The UTC day of an instant or a date, as `2020-11-10`. */
export function isoDay(time: string): string {
  return time.length === 10 ? time : new Date(time).toISOString().slice(0, 10);
}

/** The UTC day of an instant or a date in words: `10 Nov 2020`. */
export function formatDay(time: string, style: MonthStyle = 'short'): string {
  const { year, month, day } = dayOf(time);
  return `${day} ${monthName(month, style)} ${year}`;
}

/** The UTC clock time of an instant: `08:00 UTC`. */
export function formatClock(time: string): string {
  return `${new Date(time).toISOString().slice(11, 16)} UTC`;
}

/** An instant or a date in words, with its clock time only where it has one: `10 Oct 2020, 08:00 UTC`. */
export function formatTime(time: string, style: MonthStyle = 'short'): string {
  const day = formatDay(time, style);
  return isWholeDay(time) ? day : `${day}, ${formatClock(time)}`;
}

/** A span of days with nothing said twice: `9–10 Nov 2020`, `27 Sep – 9 Nov 2020`; one day stays one day. */
export function formatDayRange(from: string, to: string, style: MonthStyle = 'short'): string {
  const a = dayOf(from);
  const b = dayOf(to);
  if (isoDay(from) === isoDay(to)) return formatDay(from, style);
  if (a.year !== b.year) return `${formatDay(from, style)} – ${formatDay(to, style)}`;
  if (a.month !== b.month) return `${a.day} ${monthName(a.month, style)} – ${formatDay(to, style)}`;
  return `${a.day}–${formatDay(to, style)}`;
}

/** The same span as words inside a sentence: `9 and 10 Nov 2020`, for use after "between". */
export function formatDayPair(from: string, to: string, style: MonthStyle = 'short'): string {
  const a = dayOf(from);
  const b = dayOf(to);
  if (a.year !== b.year) return `${formatDay(from, style)} and ${formatDay(to, style)}`;
  if (a.month !== b.month)
    return `${a.day} ${monthName(a.month, style)} and ${formatDay(to, style)}`;
  return `${a.day} and ${formatDay(to, style)}`;
}
