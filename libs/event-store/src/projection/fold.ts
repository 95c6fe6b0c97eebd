import type { RecordedEvent } from '../log/event-log.ts';
import { canonicalJson } from './canonical-json.ts';
import { columnText } from './column-text.ts';
import { createDigest } from './digest.ts';
import { eventRefused, ProjectionError } from './errors.ts';
import type { Projection, Revision } from './projection.ts';

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

/** A revision ready to be written: `text` is the canonical JSON of its state, `columns` the texts of the columns in their order. */
export interface FoldedRevision extends Omit<Revision<unknown>, 'state'> {
  readonly text: string;
  readonly columns: readonly (string | null)[];
}

/** What a batch of events makes of the states that it met, up to its first failure. */
export interface FoldedBatch {
  readonly revisions: readonly FoldedRevision[];
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
  const revisions: {
    -readonly [Field in keyof FoldedRevision]: FoldedRevision[Field];
  }[] = [];
  const latest = new Map<string, (typeof revisions)[number]>();
  const revise = revising(projection);
  for (const { key, event } of events.keyed) {
    const before = latest.get(key);
    try {
      const text = before?.text ?? current.get(key)?.text;
      const revision = revise({ key, event }, text);
      revisions.push(revision);
      latest.set(key, revision);
    } catch (cause) {
      return {
        revisions,
        through: event.position - 1,
        failure: eventRefused(event.position, cause),
      };
    }
    if (before) before.supersededAt = event.position;
  }
  return { ...events, revisions };
}

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
  for (const { key, position, supersededAt, text } of batch.revisions) {
    digest.add(key, position, text);
    const known = revisions.get(key) ?? [];
    known.push({ key, position, supersededAt, state: JSON.parse(text) as State });
    revisions.set(key, known);
  }
  return { revisions, digest: digest.hex() };
}

/** Makes the revision of one event over the canonical JSON of the state before it. */
function revising<State>(
  projection: Projection<State>,
): (keyed: KeyedEvent, before: string | undefined) => FoldedRevision {
  const columns = Object.values(projection.columns);
  return ({ key, event }, before) => {
    const known = before === undefined ? undefined : (JSON.parse(before) as State);
    const state = projection.evolve(known, event);
    return {
      key,
      position: event.position,
      supersededAt: null,
      columns: columns.map((column) => columnText(column.type, column.value(state))),
      text: canonicalJson(state),
    };
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
