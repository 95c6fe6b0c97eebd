import { formatTime } from '../format/dates.ts';
import { isPresent, type PageMoment } from './address.ts';

/** What the page shows, in words: `what was the case on 10 Nov 2020, as known by 10 Nov 2020`. */
export function momentWords(moment: PageMoment): string {
  if (isPresent(moment)) return 'what is the case now';
  const known = moment.knownAt === null ? '' : `, as known by ${formatTime(moment.knownAt)}`;
  if (moment.asOf === null) return `what is the case now${known}`;
  return `what was the case on ${formatTime(moment.asOf)}${known}`;
}

/** The line under the title: what is shown, how far the record goes, and how fresh the reports are. */
export function standingLine(
  moment: PageMoment,
  state: { readonly position: number; readonly lastReportAt: string | null } | null,
): string {
  const shown = `Showing ${momentWords(moment)}`;
  if (state === null) return shown;
  const reported =
    state.lastReportAt === null ? 'no report yet' : `last report ${formatTime(state.lastReportAt)}`;
  return `${shown} · as recorded at position ${state.position} · ${reported}`;
}
