import { formatClock, formatDay, formatTime } from '../format/dates.ts';
import { counted, formatNumber } from '../format/words.ts';
import type { PageMoment } from './address.ts';

/** A moment that is asked for: a date, which means its end, as the day; an instant, midnight included, with its clock time. */
export function formatMoment(moment: string): string {
  const isDay = moment.length === 10 || moment.endsWith('T23:59:59.999Z');
  return isDay ? formatDay(moment) : `${formatDay(moment)}, ${formatClock(moment)}`;
}

/** What the page shows, in words: `what was the case on 10 Nov 2020, as known by 10 Nov 2020, as recorded up to entry 57 of the log`. */
export function momentWords({ asOf, knownAt, position }: PageMoment): string {
  return [
    asOf === null ? 'what is the case now' : `what was the case on ${formatMoment(asOf)}`,
    knownAt === null ? '' : `, as known by ${formatMoment(knownAt)}`,
    position === null ? '' : `, as recorded up to entry ${formatNumber(position)} of the log`,
  ].join('');
}

/** The line under the title: what is shown, how far the record goes, and how fresh the reports are; empty where nothing is shown. */
export function standingLine(
  moment: PageMoment,
  state: { readonly position: number; readonly lastReportAt: string | null } | null,
): string {
  if (state === null) return '';
  const shown = `Showing ${momentWords(moment)}`;
  const recorded = counted(state.position, 'entry', 'entries');
  const reported =
    state.lastReportAt === null ? 'no report yet' : `last report ${formatTime(state.lastReportAt)}`;
  return [shown, ...(moment.position === null ? [`${recorded} in the log`] : []), reported].join(
    ' · ',
  );
}
