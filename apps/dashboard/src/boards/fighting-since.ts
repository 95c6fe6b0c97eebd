import type { CeasefireBoard } from '@ceasefire/domain';
import { formatTime } from '../format/dates.ts';
import { formatSince } from '../format/occurred.ts';

type Fighting = Pick<CeasefireBoard, 'hostilities' | 'hostilitiesSince'>;

/** When the fighting stopped, or since when it goes on: `by 10 Nov 2020`; null where no report says. */
export function fightingSince({ hostilities, hostilitiesSince }: Fighting): string | null {
  if (hostilitiesSince === null) return null;
  // What has stopped did so by then; what goes on began by then.
  return hostilities === 'CEASED'
    ? `by ${formatTime(hostilitiesSince)}`
    : formatSince(hostilitiesSince, null);
}
