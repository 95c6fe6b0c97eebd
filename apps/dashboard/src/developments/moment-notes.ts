import { getSpan, momentEnd } from '@ceasefire/domain';
import type { DevelopmentDocument } from '../connection/wire.ts';
import { formatTime } from '../format/dates.ts';
import { formatNumber } from '../format/words.ts';
import type { PageMoment } from '../timeline/address.ts';
import { formatMoment } from '../timeline/moment-words.ts';

type Dated = Pick<DevelopmentDocument, 'position' | 'sources'>;

/** Whether something that bears this date was published by a moment; a date counts at its end, and null is no limit. */
export function isPublishedBy(publishedAt: string, knownAt: string | null): boolean {
  if (knownAt === null) return true;
  return getSpan(publishedAt).endMs <= (momentEnd(knownAt) ?? Infinity);
}

function recordedLater({ position: changed }: Dated, { position }: PageMoment): string | null {
  if (position === null || changed <= position) return null;
  return `This record was added or changed after entry ${formatNumber(position)} of the log; it is shown as it stands now.`;
}

function publishedLater({ sources }: Dated, { knownAt }: PageMoment): string | null {
  if (knownAt === null) return null;
  const [first] = sources
    .map(({ publishedAt }) => publishedAt)
    .sort((one, other) => getSpan(one).endMs - getSpan(other).endMs);
  if (first === undefined || isPublishedBy(first, knownAt)) return null;
  return `This had not been published by ${formatMoment(knownAt)}: the first report of it is of ${formatTime(first)}. It is shown as it stands now.`;
}

/** What of a development does not belong to the moment that the page shows, in sentences; empty where all does. */
export function momentNotes(development: Dated, moment: PageMoment): readonly string[] {
  return [publishedLater(development, moment), recordedLater(development, moment)].filter(
    (note) => note !== null,
  );
}
