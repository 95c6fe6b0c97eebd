import { randomUUID } from 'node:crypto';
import type { Appended, EventLog } from '@ceasefire/event-store';

/** Appends so many statements at once. */
export const append = (log: EventLog, count: number): Promise<Appended> =>
  log.append({
    writes: [
      {
        stream: `development-${randomUUID()}`,
        expected: 'any',
        events: Array.from({ length: count }, () => ({
          id: randomUUID(),
          type: 'StatementMade',
          data: { summary: 'Somebody said something.' },
        })),
      },
    ],
    meta: { recordedBy: 'test', correlationId: 'test' },
  });

/** The positions from the first to the last. */
export const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
