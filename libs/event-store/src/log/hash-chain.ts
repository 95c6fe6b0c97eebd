import { createHash } from 'node:crypto';
import type { RecordedEvent } from './event-log.ts';

/** What stands for the hash before position 1: 32 zero bytes. */
export const genesisHash: Uint8Array = new Uint8Array(32);

/** An event in the texts that the log stores: `meta` and `data` are JSON. */
export interface StoredEvent {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedAt: string;
  readonly meta: string;
  readonly data: string;
}

const separator = '\u001f';

/**
 * The text of an event that its hash covers: every field in this order, joined with U+001F, which no field can hold.
 *
 * Times are RFC 3339 UTC with milliseconds, ids in lower case, `meta` and `data` the stored JSON. The same as `log.canonical` in SQL.
 */
export function canonicalText(event: StoredEvent): string {
  return [
    event.position,
    event.id,
    event.stream,
    event.version,
    event.type,
    event.schemaVersion,
    event.recordedAt,
    event.meta,
    event.data,
  ].join(separator);
}

/** Hash of an event: sha256 over the 32 bytes of the hash before it, then its canonical text in UTF-8. */
export function chainHash(before: Uint8Array, event: StoredEvent): Uint8Array {
  return createHash('sha256').update(before).update(canonicalText(event), 'utf8').digest();
}

/**
 * Hash (hex) after `events`, which must be consecutive; `before` (hex) is the hash of the position before them.
 *
 * Anybody who kept a head's hash can prove with it that the events up to there are the same ones.
 */
export function hashOf(events: Iterable<RecordedEvent>, before?: string): string {
  let hash = before === undefined ? genesisHash : Buffer.from(before, 'hex');
  for (const event of events) {
    // The log writes JSON with JSON.stringify, whose text comes back the same after a parse.
    hash = chainHash(hash, {
      ...event,
      meta: JSON.stringify(event.meta),
      data: JSON.stringify(event.data),
    });
  }
  return Buffer.from(hash).toString('hex');
}
