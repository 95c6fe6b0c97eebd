import { isoDay } from '../format/dates.ts';

/** A stretch of valid time: two UTC days, both inclusive. */
export interface TimeWindow {
  readonly from: string;
  readonly to: string;
}

/** Days that are drawn evenly. `start` and `end` count days from the start of the window, `at` and `drawn` the days of the drawing. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly at: number;
  readonly drawn: number;
}

/**
 * How a window is drawn: to scale, but for long stretches in which nothing changes, which are folded. Otherwise one change years
 * after the others would leave no room for these.
 */
export interface TimeScale extends TimeWindow {
  readonly stretches: readonly Stretch[];
  /** The days of the drawing, of which a folded stretch has fewer than it holds. */
  readonly length: number;
}

const DAY_MS = 86_400_000;
/** A stretch of more days than this in which nothing changes is folded. */
const MOST_QUIET = 60;
/** The days that a folded stretch is drawn as. */
const FOLDED = 20;

/** The number of days from the first of a window to the last, at least 1. */
export function windowDays({ from, to }: TimeWindow): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS));
}

/** The UTC day that lies `days` after a day. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The days from the start of a window until a time; until its end, for a date. */
function daysUntil({ from }: TimeWindow, time: string): number {
  const ms = time.length === 10 ? Date.parse(time) + DAY_MS : Date.parse(time);
  return (ms - Date.parse(from)) / DAY_MS;
}

/** The scale of a window in which something changes on these instants or days. */
export function scaleOf(window: TimeWindow, changes: readonly string[]): TimeScale {
  const days = windowDays(window) + 1;
  const inside = changes
    .map((time) => daysUntil(window, isoDay(time)))
    .filter((end) => end >= 1 && end <= days)
    .flatMap((end) => [end - 1, end]);
  const bounds = [...new Set([0, ...inside, days])].sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  let at = 0;
  for (const [index, end] of bounds.slice(1).entries()) {
    const start = bounds[index] ?? 0;
    const drawn = end - start > MOST_QUIET ? FOLDED : end - start;
    stretches.push({ start, end, at, drawn });
    at += drawn;
  }
  return { ...window, stretches, length: at };
}

/** Whether a stretch is drawn shorter than it is. */
export function isFolded({ start, end, drawn }: Stretch): boolean {
  return drawn < end - start;
}

/** How many days into the drawing a time lies, held to the window; a date lies at its end. */
function drawnUntil(scale: TimeScale, time: string): number {
  const days = Math.max(daysUntil(scale, time), 0);
  const stretch = scale.stretches.find(({ end }) => days <= end);
  if (stretch === undefined) return scale.length;
  const { start, end, at, drawn } = stretch;
  return at + ((days - start) * drawn) / (end - start);
}

/** Where a time lies on a scale: 0 to 1, held to the window; a date lies at its end. */
export function shareOf(scale: TimeScale, time: string): number {
  return drawnUntil(scale, time) / scale.length;
}

/** On which side of a window a time lies, or null where it is inside. */
export function sideOf(window: TimeWindow, time: string): 'before' | 'after' | null {
  const days = daysUntil(window, time);
  if (days < 0) return 'before';
  return days > windowDays(window) + 1 ? 'after' : null;
}

/** How many whole days of the drawing a time lies behind its start: the day before the window is 0. */
export function stepOf(scale: TimeScale, time: string): number {
  return Math.floor(drawnUntil(scale, isoDay(time)));
}

/** The UTC day that ends so many days into the drawing: `stepOf` the other way round. */
export function dayOfStep(scale: TimeScale, step: number): string {
  const stretch = scale.stretches.find(({ at, drawn }) => step < at + drawn);
  if (stretch === undefined) return scale.to;
  const { start, end, at, drawn } = stretch;
  const days = start + Math.ceil(((step - at) * (end - start)) / drawn);
  return dayAfter(scale.from, days - 1);
}
