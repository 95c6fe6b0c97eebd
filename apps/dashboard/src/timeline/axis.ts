import { formatDay } from '../format/dates.ts';
import { shareOf, windowDays, type TimeWindow } from './ribbons.ts';

/** A mark on the time axis: `at` is its share of the window, 0 to 1. */
export interface AxisMark {
  readonly at: number;
  readonly label: string;
}

const MOST_MARKS = 7;
/** Where the axis ends stands `now`: a mark further on, as a share of the window, would run into it. */
const LAST_MARK = 0.86;

function monthStarts({ from, to }: TimeWindow): readonly string[] {
  const starts: string[] = [];
  const day = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  while (day.getTime() <= Date.parse(to)) {
    const iso = day.toISOString().slice(0, 10);
    if (iso >= from) starts.push(iso);
    day.setUTCMonth(day.getUTCMonth() + 1);
  }
  return starts;
}

function thin<T>(items: readonly T[]): readonly T[] {
  const step = Math.ceil(items.length / MOST_MARKS);
  return items.filter((_, index) => index % step === 0);
}

function label(day: string, window: TimeWindow): string {
  const words = formatDay(day);
  if (windowDays(window) <= 120) return words.replace(/ \d{4}$/, '');
  return words.replace(/^\d+ /, '');
}

/** Where the axis is marked: the 1st and 15th of a short window, the months of a long one; never more than seven. */
export function axisMarks(window: TimeWindow): readonly AxisMark[] {
  const months = monthStarts(window);
  const days =
    windowDays(window) <= 120
      ? [...new Set([...months, `${window.from.slice(0, 7)}-01`].map((day) => day.slice(0, 8)))]
          .sort()
          .flatMap((month) => [`${month}01`, `${month}15`])
          .filter((day) => day >= window.from && day <= window.to)
      : months;
  return thin(days)
    .map((day) => ({ at: shareOf(window, `${day}T00:00:00Z`), label: label(day, window) }))
    .filter(({ at }) => at < LAST_MARK);
}
