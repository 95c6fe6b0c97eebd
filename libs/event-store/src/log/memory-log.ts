import { randomUUID } from 'node:crypto';
import { encodeCommand, type EncodedCommand } from './encode-command.ts';
import { CommandReused, LogUnavailable, VersionConflict } from './errors.ts';
import type { Appended, EventLog, EventMeta, Head, RecordedEvent } from './event-log.ts';
import { chainHash, genesisHash, type StoredEvent } from './hash-chain.ts';

/** Settings of the in-memory log. */
export interface MemoryLogOptions {
  /** Epoch milliseconds of each append; the system's clock when left out. */
  readonly now?: () => number;
  /** A UUID; a random one when left out. */
  readonly epoch?: string;
}

interface Contents {
  readonly events: StoredEvent[];
  readonly streams: Map<string, StoredEvent[]>;
  readonly commands: Map<string, { fingerprint: string; answer: Appended }>;
  hash: Uint8Array;
  recordedAtMs: number;
  closed: boolean;
}

/** The log in memory: the same semantics and the same hash chain as the one in PostgreSQL, for tests and dry runs. */
export function createMemoryLog(options: MemoryLogOptions = {}): EventLog {
  const now = options.now ?? Date.now;
  const epoch = options.epoch ?? randomUUID();
  const contents: Contents = {
    events: [],
    streams: new Map(),
    commands: new Map(),
    hash: genesisHash,
    recordedAtMs: -Infinity,
    closed: false,
  };
  // Async functions, so that a refusal is a rejection as in every other log.
  return {
    async append(command) {
      const encoded = encodeCommand(command);
      checkOpen(contents);
      return Promise.resolve(append(contents, encoded, now()));
    },
    async readStream(stream, { after = 0, limit = Infinity } = {}) {
      checkOpen(contents);
      return Promise.resolve(
        (contents.streams.get(stream) ?? []).slice(after, after + limit).map(recorded),
      );
    },
    async readAll({ after = 0, to = Infinity, limit = 1000 } = {}) {
      checkOpen(contents);
      return Promise.resolve(
        contents.events.slice(after, Math.min(to, after + limit)).map(recorded),
      );
    },
    async head() {
      checkOpen(contents);
      return Promise.resolve(headOf(contents, epoch));
    },
    async close() {
      contents.closed = true;
      return Promise.resolve();
    },
  };
}

function append(contents: Contents, command: EncodedCommand, nowMs: number): Appended {
  const earlier = contents.commands.get(command.commandId);
  if (command.commandId !== '' && earlier !== undefined) {
    if (earlier.fingerprint !== command.fingerprint) throw new CommandReused(command.commandId);
    return { ...earlier.answer, duplicate: true };
  }
  const versions = checkVersions(contents, command);
  const firstPosition = contents.events.length + 1;
  if (command.events > 0) contents.recordedAtMs = Math.max(nowMs, contents.recordedAtMs);
  for (const write of command.writes)
    for (const event of write.events)
      store(contents, { ...event, stream: write.stream, meta: command.meta });
  const answer: Appended = {
    firstPosition,
    lastPosition: contents.events.length,
    versions: Object.fromEntries(versions),
    duplicate: false,
  };
  if (command.commandId !== '')
    contents.commands.set(command.commandId, { fingerprint: command.fingerprint, answer });
  return answer;
}

/** The version of each written stream after the command, which is checked as a whole before anything is stored. */
function checkVersions(contents: Contents, command: EncodedCommand): Map<string, number> {
  const versions = new Map<string, number>();
  for (const { stream, expected, events } of command.writes) {
    const actual = versions.get(stream) ?? contents.streams.get(stream)?.length ?? 0;
    if (expected >= 0 && expected !== actual)
      throw new VersionConflict({
        stream,
        expected,
        actual: contents.streams.get(stream)?.length ?? 0,
      });
    versions.set(stream, actual + events.length);
  }
  return versions;
}

function store(
  contents: Contents,
  event: Pick<StoredEvent, 'id' | 'stream' | 'type' | 'schemaVersion' | 'meta' | 'data'>,
): void {
  const stream = contents.streams.get(event.stream) ?? [];
  const stored: StoredEvent = {
    ...event,
    position: contents.events.length + 1,
    version: stream.length + 1,
    recordedAt: new Date(contents.recordedAtMs).toISOString(),
  };
  contents.hash = chainHash(contents.hash, stored);
  contents.events.push(stored);
  stream.push(stored);
  contents.streams.set(event.stream, stream);
}

function recorded(event: StoredEvent): RecordedEvent {
  const meta = JSON.parse(event.meta) as EventMeta;
  const data: unknown = JSON.parse(event.data);
  return { ...event, meta, data };
}

function headOf(contents: Contents, epoch: string): Head {
  return {
    position: contents.events.length,
    epoch,
    hash: Buffer.from(contents.hash).toString('hex'),
    recordedAt: contents.events.at(-1)?.recordedAt ?? null,
  };
}

function checkOpen(contents: Contents): void {
  if (contents.closed)
    throw new LogUnavailable({ message: 'the log was closed: open it again', stored: 'no' });
}
