import { z } from 'zod';
import { instant } from './time.ts';

/** An event as it is stored. */
export const logEntrySchema = z
  .object({
    position: z.int(),
    id: z.string(),
    stream: z.string(),
    version: z.int().meta({ description: '1 for the first event of its stream.' }),
    type: z.string(),
    schemaVersion: z.int(),
    recordedAt: instant,
    recordedBy: z.string(),
    correlationId: z.string(),
    reason: z.string().nullable(),
    data: z.json(),
  })
  .meta({ id: 'LogEntry' });
export type LogEntry = z.output<typeof logEntrySchema>;

/** `GET log`: oldest first; `next` is the `after` of the next page, or null at the head. */
export const logPageSchema = z
  .object({
    epoch: z.string(),
    head: z.int(),
    items: z.array(logEntrySchema),
    next: z.int().nullable(),
  })
  .meta({ id: 'LogPage' });
export type LogPage = z.output<typeof logPageSchema>;
