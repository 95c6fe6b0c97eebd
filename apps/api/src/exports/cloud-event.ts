import type { LogEntry } from '@ceasefire/contracts';
import { z } from 'zod';

const attribute = z.string().min(1).max(1000);

/**
 * A recorded event as a CloudEvent 1.0 (JSON format). `source` is the epoch of the log and `subject` the stream; `sequence` is the position, padded so that it
 * sorts as text. The extensions carry what a log keeps beside: version of the stream and of the schema, who, as part of what, and why.
 */
export const cloudEventSchema = z
  .object({
    specversion: z.literal('1.0'),
    id: attribute,
    source: attribute,
    type: attribute,
    subject: attribute,
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json').optional(),
    data: z.json(),
    sequence: z.string().regex(/^\d{1,16}$/, 'must be a position'),
    streamversion: z.int().min(1),
    schemaversion: z.int().min(1).default(1),
    recordedby: attribute,
    correlationid: attribute,
    reason: attribute.optional(),
  })
  .loose();

export type CloudEvent = z.input<typeof cloudEventSchema>;

const digits = 16;

/** The CloudEvent of a recorded event of the log with this epoch. */
export function cloudEventOf(entry: LogEntry, epoch: string): CloudEvent {
  return {
    specversion: '1.0',
    id: entry.id,
    source: `urn:uuid:${epoch}`,
    type: entry.type,
    subject: entry.stream,
    time: entry.recordedAt,
    datacontenttype: 'application/json',
    sequence: String(entry.position).padStart(digits, '0'),
    streamversion: entry.version,
    schemaversion: entry.schemaVersion,
    recordedby: entry.recordedBy,
    correlationid: entry.correlationId,
    ...(entry.reason !== null && { reason: oneLine(entry.reason) }),
    data: entry.data,
  };
}

/** The recorded event of a CloudEvent that was made from one. */
export const logEntryOfCloudEvent = (event: z.output<typeof cloudEventSchema>): LogEntry => ({
  position: Number(event.sequence),
  id: event.id,
  stream: event.subject,
  version: event.streamversion,
  type: event.type,
  schemaVersion: event.schemaversion,
  recordedAt: event.time,
  recordedBy: event.recordedby,
  correlationId: event.correlationid,
  reason: event.reason ?? null,
  data: event.data,
});

/** An attribute may not hold control characters; the reason stands in the data as it was given. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');
