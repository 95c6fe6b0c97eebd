import type { LogEntry } from '@ceasefire/contracts';
import type { RecordedEvent } from '@ceasefire/event-store';

/** A recorded event as the API shows it. */
export const logEntryOf = (event: RecordedEvent): LogEntry => ({
  position: event.position,
  id: event.id,
  stream: event.stream,
  version: event.version,
  type: event.type,
  schemaVersion: event.schemaVersion,
  recordedAt: event.recordedAt,
  recordedBy: event.meta.recordedBy,
  correlationId: event.meta.correlationId,
  reason: event.meta.reason ?? null,
  data: event.data as LogEntry['data'],
});
