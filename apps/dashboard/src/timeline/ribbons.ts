import type { Transition } from '@ceasefire/domain';
import { isoDay } from '../format/dates.ts';

/** The stretch of valid time that the scrubber spans: two UTC days, both inclusive. */
export interface TimeWindow {
  readonly from: string;
  readonly to: string;
}

/** One status of one board between two changes. `from` and `to` are shares of the window, 0 to 1. */
export interface Segment {
  readonly status: string;
  readonly from: number;
  readonly to: number;
}

/** The statuses of one board over the window, and where they change. */
export interface Lane {
  readonly board: Transition['board'];
  readonly id: string;
  readonly segments: readonly Segment[];
}

const DAY_MS = 86_400_000;

/** The number of days in a window, at least 1. */
export function windowDays({ from, to }: TimeWindow): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS));
}

/** The UTC day that lies `days` after the first day of a window. */
export function dayAt({ from }: TimeWindow, days: number): string {
  return new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days after the first day of a window a time lies, held to the window. */
export function daysInto(window: TimeWindow, time: string): number {
  const days = Math.floor((Date.parse(isoDay(time)) - Date.parse(window.from)) / DAY_MS);
  return Math.min(Math.max(days, 0), windowDays(window));
}

/** Where a time lies in a window that ends with the last day: 0 to 1, held to the window. */
export function shareOf(window: TimeWindow, time: string): number {
  const start = Date.parse(window.from);
  const end = Date.parse(window.to) + DAY_MS;
  const at = time.length === 10 ? Date.parse(time) + DAY_MS - 1 : Date.parse(time);
  return Math.min(Math.max((at - start) / (end - start), 0), 1);
}

/** The room that is left after the last change, as a share of the window: what it changed to must be seen. */
const LAST_ROOM = 0.08;

/** The window that a situation names, drawn out so that there is room after the last change. */
export function windowFor(named: TimeWindow, transitions: readonly Transition[]): TimeWindow {
  const last = transitions
    .map((change) => isoDay(change.at))
    .sort()
    .at(-1);
  if (last === undefined) return named;
  const room = Math.ceil(windowDays({ from: named.from, to: last }) * LAST_ROOM);
  const roomy = dayAt({ from: last, to: last }, room);
  return { from: named.from, to: roomy > named.to ? roomy : named.to };
}

/** A window that holds every change, with a few days on either side, for a situation that names none. */
export function windowAround(transitions: readonly Transition[], today: string): TimeWindow {
  const days = transitions.map((change) => isoDay(change.at)).sort();
  const first = days[0] ?? today;
  const last = days.at(-1) ?? today;
  const pad = (day: string, by: number) =>
    new Date(Date.parse(day) + by * DAY_MS).toISOString().slice(0, 10);
  return { from: pad(first, -3), to: pad(last, 3) };
}

function laneOf(changes: readonly Transition[], window: TimeWindow): readonly Segment[] {
  const first = changes[0];
  if (first === undefined) return [];
  const segments: Segment[] = [];
  let from = 0;
  let status = first.from;
  for (const change of changes) {
    const to = shareOf(window, change.at);
    if (to > from) segments.push({ status, from, to });
    from = Math.max(from, to);
    status = change.to;
  }
  if (from < 1) segments.push({ status, from, to: 1 });
  return segments;
}

/** The statuses of the boards as lanes, in the order in which the boards are first named. */
export function lanesOf(
  transitions: readonly Transition[],
  boards: readonly { readonly board: Transition['board']; readonly id: string }[],
  window: TimeWindow,
): readonly Lane[] {
  return boards.flatMap(({ board, id }) => {
    const changes = transitions
      .filter((change) => change.board === board && (board === 'ceasefire' || change.id === id))
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
    return changes.length === 0 ? [] : [{ board, id, segments: laneOf(changes, window) }];
  });
}

/** The instants at which something changes, each once, earliest first. */
export function changeTimes(transitions: readonly Transition[]): readonly string[] {
  return [...new Set(transitions.map((change) => change.at))].sort(
    (a, b) => Date.parse(a) - Date.parse(b),
  );
}

/** The epoch milliseconds that a moment reads at: a date is its very end, null is `now`. */
function readingTime(asOf: string | null, now: number): number {
  if (asOf === null) return now;
  return asOf.length === 10 ? Date.parse(asOf) + DAY_MS - 1 : Date.parse(asOf);
}

/** The last change before, and the first after, the moment that is shown; null where there is none. */
export function neighbours(
  times: readonly string[],
  asOf: string | null,
  now: number,
): { readonly previous: string | null; readonly next: string | null } {
  const at = readingTime(asOf, now);
  return {
    previous: times.findLast((time) => Date.parse(time) < at) ?? null,
    next: times.find((time) => Date.parse(time) > at) ?? null,
  };
}

/** How a change's instant is put into the URL: the end of a day as that day. */
export function asOfFor(instant: string): string {
  return instant.endsWith('T23:59:59.999Z') ? instant.slice(0, 10) : instant;
}
