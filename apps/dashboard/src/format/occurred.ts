import type { Occurred } from '@ceasefire/domain';
import {
  formatDay,
  formatDayPair,
  formatDayRange,
  formatTime,
  isoDay,
  type MonthStyle,
} from './dates.ts';

const DAY_MS = 86_400_000;

function yearsBetween(from: string, to: string): string {
  const first = from.slice(0, 4);
  const last = to.slice(0, 4);
  return first === last ? first : `${first}–${last}`;
}

function closedSpan(from: string, to: string, { precision, zone }: Occurred): string {
  switch (precision) {
    case 'minute':
      return `${formatTime(from)}${zone === 'assumed' ? ' (zone assumed)' : ''}`;
    case 'day':
      return formatDayRange(from, to);
    case 'night':
      return `Night of ${formatDayRange(from, to)}`;
    case 'interval':
      return isoDay(from) === isoDay(to)
        ? formatDay(to)
        : `Some time in ${formatDayRange(from, to)}`;
    case 'before':
      return isoDay(from) === isoDay(to)
        ? `By ${formatDay(to)}`
        : `By ${formatDay(to)}, not before ${formatDay(from)}`;
    case 'after':
      return `Some time after ${formatTime(from)}, by ${formatDay(to)}`;
    case 'window':
      return `Within ${formatDayRange(from, to)}`;
    case 'year':
      return yearsBetween(from, to);
    case 'standing':
      return `Standing, ${formatDayRange(from, to)}`;
    case 'as-of':
      return `As of ${formatDay(to)}`;
  }
}

function openStart(to: string, precision: Occurred['precision']): string {
  if (precision === 'standing') return `Standing, as of ${formatDay(to)}`;
  if (precision === 'as-of') return `As of ${formatDay(to)}`;
  return `By ${formatTime(to)}`;
}

/** When a development happened, saying no more than its sources say: `Night of 9–10 Nov 2020`, `By 22 Nov 2020`. */
export function formatOccurred(occurred: Occurred): string {
  const { from, to } = occurred;
  if (from !== null && to !== null) return closedSpan(from, to, occurred);
  if (from !== null) return `From ${formatTime(from)} on`;
  if (to !== null) return openStart(to, occurred.precision);
  return 'Date not reported';
}

/**
 * Since when a status holds, honest about how sure that is. `since` is the instant from which it is definite and
 * `sinceEarliest` the earliest at which it may have begun: `since 9 or 10 Nov 2020`, `since some time between 10 and 22 Nov 2020`.
 */
export function formatSince(
  since: string | null,
  sinceEarliest: string | null,
  style: MonthStyle = 'short',
): string | null {
  if (since === null) return null;
  if (sinceEarliest === null) return `since ${formatTime(since, style)} at the latest`;
  if (isoDay(since) === isoDay(sinceEarliest)) return `since ${formatTime(since, style)}`;
  const pair = formatDayPair(sinceEarliest, since, style);
  const isNextDay = Date.parse(isoDay(since)) - Date.parse(isoDay(sinceEarliest)) === DAY_MS;
  return isNextDay ? `since ${pair.replace(' and ', ' or ')}` : `since some time between ${pair}`;
}
