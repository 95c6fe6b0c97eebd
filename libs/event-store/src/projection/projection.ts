import type { RecordedEvent } from '../log/event-log.ts';

/** A column that a projection's table carries beside the state, for search. */
export interface Column<State> {
  /** A PostgreSQL type, e.g. `text`, `timestamptz`, `text[]`. */
  readonly type: string;
  /** Null or undefined is stored as null, a Date as its instant, an array as an array when `type` ends with `[]`. */
  value(state: State): unknown;
}

/**
 * A pure fold of the log into keyed states.
 *
 * Each event belongs to at most one key. The runtime keeps every revision of a key's state with the range of log positions over
 * which it held, so that a reader can ask for any position. `evolve` is pure; equal logs give equal states, byte for byte: what it
 * is given was read back from canonical JSON, whatever the size of the batches.
 *
 * Its functions are declared as methods so that a list can hold projections of different states.
 */
export interface Projection<State> {
  /** `[a-z][a-z0-9_-]{0,31}`. */
  readonly name: string;
  /** Raise it when `evolve` or a column changes: the projection is then rebuilt from position 1. */
  readonly version: number;
  /** The key (at most 1,024 bytes) of the state that the event changes, or undefined when the projection does not care. */
  keyOf(event: RecordedEvent): string | undefined;
  /** @throws whatever it likes: the projection stops at that event and says so; others go on. */
  evolve(state: State | undefined, event: RecordedEvent): State;
  readonly columns: Readonly<Record<string, Column<State>>>;
  /** Bodies of `create index … on <table> …`, e.g. `(kind, occurred_at desc) where superseded_at is null`. */
  readonly indexes: readonly string[];
}

/** The state of one key over the log positions `position` ≤ p < `supersededAt`. */
export interface Revision<State> {
  readonly key: string;
  readonly position: number;
  readonly supersededAt: number | null;
  readonly state: State;
}

/**
 * Why a projection stopped: the event that it could not take, and when it tried (RFC 3339 UTC). Of a rebuild that ended for another
 * reason, the position up to which it came.
 */
export interface ProjectionFailure {
  readonly position: number;
  readonly message: string;
  readonly at: string;
}

/** What an operator had a stopped projection do about its event: try it again, or pass over it for good. */
export interface ProjectionIntervention {
  /** Of the projection; a skip holds for this version alone. */
  readonly version: number;
  readonly action: 'retry' | 'skip';
  readonly position: number;
  /** Always given for a skip. */
  readonly reason: string | null;
  readonly by: string;
  /** RFC 3339 UTC. */
  readonly at: string;
}

/** An event that a version of a projection is folded without. */
export interface SkippedEvent extends Omit<ProjectionIntervention, 'action'> {
  readonly reason: string;
}

/**
 * A generation that is filled beside the live one and will replace it. Rate and time left are averages since it was begun or last taken
 * up again.
 */
export interface RebuildStatus {
  readonly version: number;
  readonly from: number;
  readonly to: number;
  readonly position: number;
  readonly eventsPerSecond: number;
  /** Null while nothing can be said. */
  readonly etaSeconds: number | null;
  /** The process that fills it; null when it was stopped or has died: a later rebuild goes on from `position`. */
  readonly runner: string | null;
  readonly error?: ProjectionFailure;
}

/** What an operator sees of a projection (contract: `GET /api/v1/admin/projections`). */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** Which filling of the table is served; 0 before there is one. */
  readonly generation: number;
  readonly position: number;
  /** Positions behind the head. */
  readonly lag: number;
  readonly status: 'live' | 'catching-up' | 'stopped';
  /** Hex digest of every revision: equal digests at equal positions mean equal bytes. */
  readonly digest: string;
  /** The node that runs it, or null while nobody does. */
  readonly runner: string | null;
  readonly error?: ProjectionFailure;
  /** Set while this node waits to try again after a fault that passes, such as a database that is away. */
  readonly retrying?: { readonly message: string; readonly at: string };
  readonly rebuild?: RebuildStatus;
  /** What it is folded without, as operators decided for the version that is served; oldest first. */
  readonly skipped: readonly SkippedEvent[];
}
