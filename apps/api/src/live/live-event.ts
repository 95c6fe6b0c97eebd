import type { RecordedEvent } from '@ceasefire/event-store';
import type { LiveEvent } from '@ceasefire/contracts';

const ofDevelopment = 'development-';
const ofDispute = 'dispute-';

/** What is pushed of a recorded event: enough for a line in the feed; the rest is at `developments/:id`. */
export function liveEventOf(event: RecordedEvent): LiveEvent {
  const data = isObject(event.data) ? event.data : {};
  const founding = event.version === 1 && event.stream.startsWith(ofDevelopment);
  return {
    position: event.position,
    type: event.type,
    recordedAt: event.recordedAt,
    recordedBy: event.meta.recordedBy,
    stream: event.stream,
    version: event.version,
    development: after(event.stream, ofDevelopment),
    dispute: after(event.stream, ofDispute),
    kind: founding ? event.type : null,
    summary: founding ? stringOf(data['summary']) : null,
    occurred: founding ? occurredOf(data['occurred']) : null,
    reason: event.meta.reason ?? stringOf(data['reason']),
  };
}

const after = (stream: string, prefix: string): string | null =>
  stream.startsWith(prefix) ? stream.slice(prefix.length) : null;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const stringOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const occurredOf = (value: unknown): LiveEvent['occurred'] =>
  isObject(value) ? { from: stringOf(value['from']), to: stringOf(value['to']) } : null;
