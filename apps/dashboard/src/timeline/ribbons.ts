import type { Transition } from '@ceasefire/domain';
import { isoDay } from '../format/dates.ts';
import { dayAfter, scaleOf, shareOf, type TimeScale, type TimeWindow } from './scale.ts';

/** One status of one board between two changes. `from` and `to` are shares of the scale, 0 to 1. */
export interface Segment {
  readonly status: string;
  readonly from: number;
  readonly to: number;
  /** The UTC days on which it begins and ends, as far as the window goes. */
  readonly days: TimeWindow;
}

/** The statuses of one board over the window, and where they change. */
export interface Lane {
  readonly board: Transition['board'];
  readonly id: string;
  readonly segments: readonly Segment[];
}

const DAY_MS = 86_400_000;

/** The room that is left after the last change, as a share of the drawing: what it changed to must be seen. */
const LAST_ROOM = 0.08;

/** The window that a situation names, drawn out so that there is room after the last change. */
export function windowFor(named: TimeWindow, transitions: readonly Transition[]): TimeWindow {
  const last = transitions
    .map((change) => isoDay(change.at))
    .sort()
    .at(-1);
  if (last === undefined) return named;
  const drawn = scaleOf({ from: named.from, to: last }, changeTimes(transitions)).length - 1;
  const roomy = dayAfter(last, Math.ceil(drawn * LAST_ROOM));
  return { from: named.from, to: roomy > named.to ? roomy : named.to };
}

/** A window that holds every change, with a few days on either side, for a situation that names none. */
export function windowAround(transitions: readonly Transition[], today: string): TimeWindow {
  const days = transitions.map((change) => isoDay(change.at)).sort();
  const first = days[0] ?? today;
  const last = days.at(-1) ?? today;
  return { from: dayAfter(first, -3), to: dayAfter(last, 3) };
}

function laneOf(changes: readonly Transition[], scale: TimeScale): readonly Segment[] {
  const first = changes[0];
  if (first === undefined) return [];
  const segments: Segment[] = [];
  let [from, since, status] = [0, scale.from, first.from];
  for (const change of changes) {
    const to = shareOf(scale, change.at);
    const day = isoDay(change.at);
    if (to > from) {
      segments.push({ status, from, to, days: { from: since, to: day } });
      [from, since] = [to, day];
    }
    status = change.to;
  }
  if (from < 1) segments.push({ status, from, to: 1, days: { from: since, to: scale.to } });
  return segments;
}

/** The statuses of the boards as lanes, in the order in which the boards are first named. */
export function lanesOf(
  transitions: readonly Transition[],
  boards: readonly { readonly board: Transition['board']; readonly id: string }[],
  scale: TimeScale,
): readonly Lane[] {
  return boards.flatMap(({ board, id }) => {
    const changes = transitions
      .filter((change) => change.board === board && (board === 'ceasefire' || change.id === id))
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
    return changes.length === 0 ? [] : [{ board, id, segments: laneOf(changes, scale) }];
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
