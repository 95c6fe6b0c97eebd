import type { RecordedEvent } from '../log/event-log.ts';
import { columnValue, type ColumnValue } from './column-text.ts';
import { createDigest } from './digest.ts';
import { eventRefused, ProjectionError } from './errors.ts';
import type { Projection, Revision } from './projection.ts';
import { createTextArray, type TextArray } from './text-array.ts';

/** An event and the key whose state it changes. */
export interface KeyedEvent {
  readonly key: string;
  readonly event: RecordedEvent;
}

/** The events of a batch that concern a projection, up to the first whose key could not be told. */
export interface KeyedEvents {
  readonly keyed: readonly KeyedEvent[];
  /** The last position that was looked at without failure. */
  readonly through: number;
  readonly failure?: ProjectionError;
}

/** A revision ready to be written: `columns` are the values of the columns in their order. */
export interface FoldedRevision extends Omit<Revision<unknown>, 'state'> {
  readonly columns: readonly ColumnValue[];
}

/** What a batch of events makes of the states that it met, up to its first failure. */
export interface FoldedBatch {
  readonly revisions: readonly FoldedRevision[];
  /** The canonical JSON of the state of each. */
  readonly states: TextArray;
  readonly through: number;
  readonly failure?: ProjectionError;
}

/** Tells the key of each event; stops at the first that `keyOf` cannot take. `events` is not empty. */
export function keyEvents<State>(
  projection: Projection<State>,
  events: readonly RecordedEvent[],
): KeyedEvents {
  const keyed: KeyedEvent[] = [];
  let through = (events[0]?.position ?? 1) - 1;
  for (const event of events) {
    try {
      const key = projection.keyOf(event);
      if (key !== undefined) keyed.push({ key: checkedKey(key), event });
    } catch (cause) {
      return { keyed, through, failure: eventRefused(event.position, cause) };
    }
    through = event.position;
  }
  return { keyed, through };
}

/**
 * Folds keyed events in order over the states that held before them (`current`: key → canonical JSON).
 *
 * `evolve` is always given a state fresh from its JSON: what a batch keeps in memory then cannot differ from what the next batch reads
 * back, neither in the order of keys nor by a later change to a shared object.
 */
export function foldBatch<State>(
  projection: Projection<State>,
  events: KeyedEvents,
  current: ReadonlyMap<string, { readonly text: string }>,
): FoldedBatch {
  const revisions: { -readonly [Field in keyof FoldedRevision]: FoldedRevision[Field] }[] = [];
  const states = createTextArray(bytesPerState * events.keyed.length, 'json');
  const latest = new Map<string, number>();
  const revise = revising(projection, states);
  for (const { key, event } of events.keyed) {
    const index = latest.get(key);
    try {
      const text = index === undefined ? current.get(key)?.text : states.textAt(index);
      revisions.push(revise({ key, event }, text));
    } catch (cause) {
      const failure = eventRefused(event.position, cause);
      return { revisions, states, through: event.position - 1, failure };
    }
    latest.set(key, revisions.length - 1);
    const before = index === undefined ? undefined : revisions[index];
    if (before) before.supersededAt = event.position;
  }
  return { ...events, revisions, states };
}

/** Room for most states; more is made where it is needed. */
const bytesPerState = 768;

/** What a projection makes of a whole log, in memory. */
export interface FoldedProjection<State> {
  /** Every revision of each key, oldest first. */
  readonly revisions: ReadonlyMap<string, readonly Revision<State>[]>;
  /** Hex. */
  readonly digest: string;
}

/**
 * Folds events without a database: the meaning of a projection, which its table must equal byte for byte.
 * @throws ProjectionError EVENT_REFUSED at the first event that the projection cannot take
 */
export function foldProjection<State>(
  projection: Projection<State>,
  events: readonly RecordedEvent[],
): FoldedProjection<State> {
  const batch = foldBatch(projection, keyEvents(projection, events), new Map());
  if (batch.failure) throw batch.failure;
  const digest = createDigest();
  const revisions = new Map<string, Revision<State>[]>();
  for (const [index, { key, position, supersededAt }] of batch.revisions.entries()) {
    const text = batch.states.textAt(index);
    digest.add(key, position, text);
    const known = revisions.get(key) ?? [];
    known.push({ key, position, supersededAt, state: JSON.parse(text) as State });
    revisions.set(key, known);
  }
  return { revisions, digest: digest.hex() };
}

/** Makes the revision of one event over the canonical JSON of the state before it, and adds that of its own to `states`. */
function revising<State>(
  projection: Projection<State>,
  states: TextArray,
): (keyed: KeyedEvent, before: string | undefined) => FoldedRevision {
  const list = Object.values(projection.columns);
  return ({ key, event }, before) => {
    const known = before === undefined ? undefined : (JSON.parse(before) as State);
    const state = projection.evolve(known, event);
    const columns = list.map((column) => columnValue(column.type, column.value(state)));
    states.addJson(state);
    return { key, position: event.position, supersededAt: null, columns };
  };
}

const longestKeyBytes = 1_024;
/** No character takes more bytes than that for each of its code units. */
const mostBytesPerUnit = 3;

/** PostgreSQL would refuse a NUL and an over-long key; a lone surrogate it would never see, and two keys would become one. */
function checkedKey(key: string): string {
  // Most keys have neither, and telling a lone one takes longer.
  if (/[\0\ud800-\udfff]/.test(key) && /\p{Surrogate}|\0/u.test(key)) {
    throw new ProjectionError('KEY_REFUSED', 'A key must be well-formed Unicode without NUL.');
  }
  const mayBeLong = key.length * mostBytesPerUnit > longestKeyBytes;
  if (mayBeLong && Buffer.byteLength(key) > longestKeyBytes) {
    throw new ProjectionError(
      'KEY_REFUSED',
      `A key must be at most ${longestKeyBytes} bytes long.`,
    );
  }
  return key;
}
