import { logEntrySchema, type LogEntry } from '@ceasefire/contracts';
import { z } from 'zod';
import { cloudEventSchema, logEntryOfCloudEvent } from '../../exports/cloud-event.ts';
import { refused } from './event-intent.ts';
import type { ImportFormat } from '../formats.ts';
import { parsed } from './parsed.ts';

const entrySchema = logEntrySchema.extend({
  id: z.guid('must be a UUID'),
  // It was read as JSON, and what it holds is checked by the schema of its type.
  data: z.custom<LogEntry['data']>((data) => data !== undefined, 'must be given'),
});

/** The recorded event that a record is; undefined for a development as editors hand it in. @throws RecordRefused */
export function entryOf(value: unknown, format: ImportFormat): LogEntry | undefined {
  if (format === 'cloudevents')
    return withUuid(logEntryOfCloudEvent(parsed(cloudEventSchema, value, '')));
  const isEntry = typeof value === 'object' && value !== null && 'stream' in value;
  return format === 'ndjson' && isEntry ? parsed(entrySchema, value, '') : undefined;
}

function withUuid(entry: LogEntry): LogEntry {
  if (z.guid().safeParse(entry.id).success) return entry;
  throw refused('/id', 'must be a UUID');
}
