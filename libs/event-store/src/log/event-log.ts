/** An event as a caller hands it in. `id` is a UUID made by the caller; `data` is JSON, or a `JsonText` of it. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  /** Version of the shape of `data`; 1 when left out. */
  readonly schemaVersion?: number;
  readonly data: unknown;
}

/** The version a stream must have for a write to be taken: an exact one (0: the stream is new), or any. */
export type ExpectedVersion = number | 'any';

/** Events for one stream. A write without events only checks the version. */
export interface StreamWrite {
  readonly stream: string;
  readonly expected: ExpectedVersion;
  readonly events: readonly NewEvent[];
}

/** Who wrote, why, and as part of what. It is stored beside each event of the command; one that is frozen is written as JSON once. */
export interface EventMeta {
  readonly recordedBy: string;
  readonly correlationId: string;
  readonly reason?: string;
}

/** One command's writes: all are taken or none. */
export interface AppendCommand {
  readonly writes: readonly StreamWrite[];
  readonly meta: EventMeta;
  /** Makes the append idempotent: a second append with the same id answers as the first did and stores nothing. */
  readonly commandId?: string;
  /** What the command was, e.g. a hash of its body: the same id with another fingerprint is refused. */
  readonly fingerprint?: string;
}

/** Where a command's events are. A command without events has the empty range after the head: `lastPosition` = `firstPosition` - 1. */
export interface Appended {
  readonly firstPosition: number;
  readonly lastPosition: number;
  /** The version of each written stream after the append. */
  readonly versions: Readonly<Record<string, number>>;
  /** True when the command had been appended before. */
  readonly duplicate: boolean;
}

/** An event as stored. Positions are dense from 1; `recordedAt` is RFC 3339 UTC and never falls. */
export interface RecordedEvent<Data = unknown> {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  /** 1 for the first event of the stream. */
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedAt: string;
  readonly meta: EventMeta;
  readonly data: Data;
}

/** How much to read, and how. */
export interface ReadOptions {
  readonly after?: number;
  readonly limit?: number;
  /** True: events as stored, where the log would otherwise show old ones in their newest shape. */
  readonly raw?: boolean;
}

/** The end of the log. `hash` (hex) proves everything before it; `epoch` changes when the log is another one. */
export interface Head {
  readonly position: number;
  readonly epoch: string;
  readonly hash: string;
  readonly recordedAt: string | null;
}

/**
 * The log. Every implementation passes the same contract suite.
 *
 * Positions are dense and commit-ordered: no reader ever sees n + 1 before n.
 */
export interface EventLog {
  /**
   * Appends one command's writes in order.
   * @throws InvalidEvent when something in it cannot be stored
   * @throws VersionConflict when a stream has another version than expected
   * @throws CommandReused when the command id was used with another fingerprint
   * @throws QueueFull when too many appends wait; nothing was stored
   * @throws LogUnavailable when the store could not be reached; the append may or may not have been stored, and a retry
   *   with the same command id is safe
   * @throws AppendRefused when the database refused it for a reason of its own; nothing was stored
   */
  append(command: AppendCommand): Promise<Appended>;
  /** Events of one stream, oldest first, from version `after` + 1. */
  readStream(stream: string, options?: ReadOptions): Promise<readonly RecordedEvent[]>;
  /** Events of the whole log, oldest first, from position `after` + 1 up to and including `to`. At most `limit` (default 1,000). */
  readAll(options?: ReadOptions & { readonly to?: number }): Promise<readonly RecordedEvent[]>;
  head(): Promise<Head>;
  close(): Promise<void>;
}
