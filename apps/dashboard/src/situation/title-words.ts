import type { CeasefireBoard } from '@ceasefire/domain';
import type { Reading } from '../monitor/state.ts';
import { formatMoment } from '../timeline/moment-words.ts';

const STATUSES: Record<CeasefireBoard['status'], string> = {
  NO_CEASEFIRE: 'No ceasefire',
  PROPOSED: 'Ceasefire proposed',
  AGREED: 'Ceasefire agreed',
  IN_FORCE: 'Ceasefire in force',
  VIOLATED: 'Ceasefire violated',
};

/** The title of the browser's tab: `(2) Ceasefire in force · 10 Nov 2020 · <situation>`, the number being what waits to be shown. */
export function titleWords(
  situation: string,
  reading: Pick<Reading, 'moment' | 'state'> | null,
  waiting: number,
): string {
  if (reading === null) return situation;
  const { asOf } = reading.moment;
  const words = [
    STATUSES[reading.state.ceasefire.status],
    ...(asOf === null ? [] : [formatMoment(asOf)]),
    situation,
  ].join(' · ');
  return waiting === 0 ? words : `(${waiting}) ${words}`;
}
