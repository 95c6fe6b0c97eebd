import { InvalidEvent } from './errors.ts';
import type { AppendCommand, EventMeta, NewEvent, StreamWrite } from './event-log.ts';
import { JsonText } from './json-text.ts';

/** Most bytes (UTF-8) of one event's data and meta as JSON. */
export const maxEventBytes = 1024 * 1024;
/** Most bytes (UTF-8) of one command's events together. */
export const maxCommandBytes = 4 * 1024 * 1024;
/** Most events of one command. */
export const maxCommandEvents = 1000;

/** An event in the texts that are hashed and stored. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
}

/** A write in the texts that are hashed and stored; `expected` is -1 for any version. */
export interface EncodedWrite {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly EncodedEvent[];
}

/** A command that was checked: all of it can be stored. Absent ids are empty texts. */
export interface EncodedCommand {
  readonly writes: readonly EncodedWrite[];
  readonly meta: string;
  readonly commandId: string;
  readonly fingerprint: string;
  readonly events: number;
  readonly bytes: number;
}

// Well-formed text of one line: neither control characters nor lone surrogates. Counted in code points.
const name = /^[^\p{Cc}\p{Cs}]{1,200}$/u;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
// JSON.stringify escapes NUL and lone surrogates so, and only them; an even number of backslashes before is text that looks alike.
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;
const maxVersion = 2 ** 31 - 1;

/**
 * Checks a command and turns it into the texts that are hashed and stored, the same for every implementation of the log.
 *
 * Names are 1 to 200 characters without control characters; ids are UUIDs. No string anywhere may hold NUL or a lone surrogate.
 * @throws InvalidEvent
 */
export function encodeCommand(command: AppendCommand): EncodedCommand {
  if (command.writes.length === 0) refuse('/writes', 'must hold at least one write');
  const meta = encodeMeta(command.meta);
  const metaBytes = Buffer.byteLength(meta);
  const writes: EncodedWrite[] = [];
  let events = 0;
  let bytes = metaBytes;
  for (const [index, write] of command.writes.entries()) {
    const encoded = encodeWrite(write, `/writes/${String(index)}`, metaBytes);
    writes.push(encoded.write);
    events += encoded.write.events.length;
    bytes += encoded.bytes;
  }
  if (events > maxCommandEvents)
    refuse('/writes', `must hold at most ${String(maxCommandEvents)} events together`);
  if (bytes > maxCommandBytes)
    refuse('/writes', `must hold at most ${String(maxCommandBytes)} bytes together`);
  const commandId = encodeOptionalName(command.commandId, '/commandId');
  const fingerprint = encodeOptionalName(command.fingerprint, '/fingerprint');
  return { writes, meta, commandId, fingerprint, events, bytes };
}

function encodeWrite(
  write: StreamWrite,
  pointer: string,
  metaBytes: number,
): { write: EncodedWrite; bytes: number } {
  checkName(write.stream, `${pointer}/stream`);
  const expected = write.expected === 'any' ? -1 : write.expected;
  if (write.expected !== 'any' && !isVersion(expected, 0))
    refuse(`${pointer}/expected`, 'must be a version (0 or more) or "any"');
  const events: EncodedEvent[] = [];
  let bytes = write.stream.length;
  for (const [index, event] of write.events.entries()) {
    const at = `${pointer}/events/${String(index)}`;
    const encoded = encodeEvent(event, at);
    const size = Buffer.byteLength(encoded.data) + metaBytes;
    if (size > maxEventBytes)
      refuse(`${at}/data`, `must be at most ${String(maxEventBytes)} bytes with its meta`);
    events.push(encoded);
    bytes += size;
  }
  return { write: { stream: write.stream, expected, events }, bytes };
}

function encodeEvent(event: NewEvent, pointer: string): EncodedEvent {
  if (typeof event.id !== 'string' || !uuid.test(event.id))
    refuse(`${pointer}/id`, 'must be a UUID');
  checkName(event.type, `${pointer}/type`);
  const schemaVersion = event.schemaVersion ?? 1;
  if (!isVersion(schemaVersion, 1))
    refuse(`${pointer}/schemaVersion`, 'must be a whole number from 1');
  const data = encodeJson(event.data, `${pointer}/data`);
  return { id: event.id.toLowerCase(), type: event.type, schemaVersion, data };
}

/** The texts of frozen metas: an import hands the same one in with each of its commands. */
const frozenMetas = new WeakMap<EventMeta, string>();

function encodeMeta(meta: EventMeta | null): string {
  if (typeof meta !== 'object' || meta === null) refuse('/meta', 'must be an object');
  const written = frozenMetas.get(meta);
  if (written !== undefined) return written;
  const text = checkedMeta(meta);
  if (Object.isFrozen(meta)) frozenMetas.set(meta, text);
  return text;
}

function checkedMeta(meta: EventMeta): string {
  const text = encodeJson(meta, '/meta');
  for (const key of ['recordedBy', 'correlationId'] as const) {
    if (typeof meta[key] !== 'string') refuse(`/meta/${key}`, 'must be a text');
  }
  return text;
}

function encodeJson(value: unknown, pointer: string): string {
  let text: unknown;
  try {
    text = value instanceof JsonText ? value.text : JSON.stringify(value);
  } catch (cause) {
    throw new InvalidEvent({ pointer, detail: 'cannot be written as JSON', cause });
  }
  if (typeof text !== 'string') refuse(pointer, 'cannot be written as JSON');
  if (text.includes('\\u') && unstorable.test(text))
    refuse(pointer, 'must not hold NUL or a lone surrogate in any text');
  return text;
}

function encodeOptionalName(value: string | undefined, pointer: string): string {
  if (value === undefined) return '';
  checkName(value, pointer);
  return value;
}

function checkName(value: unknown, pointer: string): void {
  if (typeof value !== 'string' || !name.test(value))
    refuse(pointer, 'must be 1 to 200 characters without control characters');
}

function isVersion(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least && value <= maxVersion;
}

function refuse(pointer: string, detail: string): never {
  throw new InvalidEvent({ pointer, detail });
}
