import type { Appended, RecordedEvent } from '@ceasefire/event-store';

/** Everything about a command but what it asks for. */
export interface Envelope {
  /** Who: the name of the key, or of the part of the product that issued it. */
  readonly recordedBy: string;
  readonly correlationId: string;
  /** Why. */
  readonly reason?: string;
  /** The version of the guarded stream that the writer has read; without one the newest is taken. */
  readonly expectedVersion?: number;
  /** Makes a repeated command one command. */
  readonly commandId?: string;
  /** What was asked: the same id with another fingerprint is refused. */
  readonly fingerprint?: string;
  /** UUID of the first event; a random one when left out. */
  readonly eventId?: string;
  /** Decide, and store nothing. */
  readonly dryRun?: boolean;
}

/** What became of a command: what was appended (now, or the first time), or what would have been. */
export type Outcome =
  | { readonly stored: true; readonly appended: Appended }
  | { readonly stored: false; readonly events: readonly RecordedEvent[] };
