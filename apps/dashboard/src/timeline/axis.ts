import { formatDay } from '../format/dates.ts';
import { dayAfter, isFolded, shareOf, type TimeScale } from './scale.ts';

/** Words on the time axis, which start or end at a share of the scale, 0 to 1. */
export interface AxisMark {
  readonly at: number;
  readonly anchor: 'start' | 'end';
  readonly label: string;
}

/** The most drawn days of which the 15th is marked as well as the 1st; of more, the months are. */
const MOST_DATED = 120;
/** The room that a letter takes, as a share of the narrowest axis of a phone and of any other screen. */
const LETTER = { narrow: 0.019, wide: 0.013 };
/** Where the axis ends stands `now`. */
const END: AxisMark = { at: 1, anchor: 'end', label: 'now' };

type Room = keyof typeof LETTER;

function reach({ at, anchor, label }: AxisMark, room: Room): readonly [from: number, to: number] {
  const width = (label.length + 1) * LETTER[room];
  return anchor === 'start' ? [at, at + width] : [at - width, at];
}

/** Whether a mark runs into none of the others. */
function isFree(mark: AxisMark, others: readonly AxisMark[], room: Room): boolean {
  const [from, to] = reach(mark, room);
  return others
    .map((other) => reach(other, room))
    .every(([otherFrom, otherTo]) => to <= otherFrom || otherTo <= from);
}

/** Every so-manieth mark, as few left out as it takes for none to run into another. */
function thin(marks: readonly AxisMark[], room: Room): readonly AxisMark[] {
  for (let step = 1; ; step += 1) {
    const kept = marks.filter((_, index) => index % step === 0);
    if (kept.every((mark, index) => isFree(mark, kept.slice(index + 1), room))) return kept;
  }
}

function monthDays(from: string, to: string, isDated: boolean): readonly string[] {
  const days: string[] = [];
  const month = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  for (; month.getTime() <= Date.parse(to); month.setUTCMonth(month.getUTCMonth() + 1)) {
    const first = month.toISOString().slice(0, 10);
    days.push(first, ...(isDated ? [dayAfter(first, 14)] : []));
  }
  return days.filter((day) => day >= from && day <= to);
}

function dateMarks(scale: TimeScale): readonly AxisMark[] {
  const isDated = scale.length <= MOST_DATED;
  const isOneYear = scale.from.slice(0, 4) === scale.to.slice(0, 4);
  const dated = (words: string, isBare: boolean) => (isBare ? words.replace(/ \d{4}$/, '') : words);
  return scale.stretches
    .filter((stretch) => !isFolded(stretch))
    .flatMap(({ start, end }) =>
      monthDays(dayAfter(scale.from, start), dayAfter(scale.from, end - 1), isDated),
    )
    .map((day, index) => ({
      at: shareOf(scale, `${day}T00:00:00Z`),
      anchor: 'start',
      label: isDated
        ? dated(formatDay(day), isOneYear || (index > 0 && !day.endsWith('-01-01')))
        : formatDay(day).replace(/^\d+ /, ''),
    }));
}

/** The day with which the drawing goes on after each fold. */
function foldMarks(scale: TimeScale): readonly AxisMark[] {
  return scale.stretches.filter(isFolded).map(({ end }) => {
    const day = dayAfter(scale.from, end);
    return { at: shareOf(scale, `${day}T00:00:00Z`), anchor: 'end', label: formatDay(day) };
  });
}

/**
 * Where the axis is marked: the 1st and 15th of what is drawn as few days, the months of what is drawn as many, and the end of each
 * fold; as many of them as the room allows without one running into another.
 */
export function axisMarks(scale: TimeScale, room: Room): readonly AxisMark[] {
  const kept = [END];
  // From the end, for the latest matters most.
  for (const mark of foldMarks(scale).toReversed()) if (isFree(mark, kept, room)) kept.push(mark);
  return [...thin(dateMarks(scale), room).filter((mark) => isFree(mark, kept, room)), ...kept];
}
