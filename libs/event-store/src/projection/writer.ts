import type { Pool } from 'pg';
import type { RecordedEvent } from '../log/event-log.ts';
import { commitBatch } from './commit-batch.sql.ts';
import { rememberedStates, storedStates, type CurrentStates } from './current-states.ts';
import { currentTable, type CurrentState } from './current-table.ts';
import { columnArray } from './column-text.ts';
import { createDigest } from './digest.ts';
import { eventRefused, isRowRefused } from './errors.ts';
import { foldBatch, keyEvents, type FoldedBatch } from './fold.ts';
import { bigintArray } from './int64-array.ts';
import { leaseLost, type Lease } from './lease.ts';
import type { LogPages } from './log-pages.ts';
import { revisionsOf, type ProjectionCommit } from './projection-commit.ts';
import type { Projection } from './projection.ts';
import { textArray } from './text-array.ts';

/** How far a writer thinks it is: at the end of the log, or with more to come. */
export type WriterStatus = 'catching-up' | 'live';

/** Folds events into one generation's table, from where its checkpoint stands. */
export interface Writer {
  readonly position: number;
  readonly digest: Buffer;
  /** True once the generation has begun or ceased to be the live one since the lease was taken. */
  readonly moved: boolean;
  /**
   * Takes the events that follow `position`, in one transaction; earlier ones among them are passed over. Answers what the live
   * generation was given by it.
   * @throws ProjectionError EVENT_REFUSED at an event that cannot be taken, when everything before it is committed
   * @throws ProjectionError LEASE_LOST when another may write by now; nothing of the last transaction was stored
   */
  take(
    events: readonly RecordedEvent[],
    status: WriterStatus,
  ): Promise<readonly ProjectionCommit[]>;
}

interface Target<State> {
  readonly pool: Pool;
  readonly projection: Projection<State>;
  readonly lease: Lease;
  readonly commitSql: string;
  readonly states: CurrentStates;
  readonly at: Checkpoint;
}

interface Checkpoint {
  position: number;
  digest: Buffer;
  moved: boolean;
}

/** A writer under `lease`. After any other error than EVENT_REFUSED it is of no more use: what was committed is uncertain. */
export function createWriter<State>(
  pool: Pool,
  projection: Projection<State>,
  lease: Lease,
): Writer {
  const at = { position: lease.position, digest: lease.digest, moved: false };
  const commitSql = commitBatch(lease.id, projection.columns, { awaitDisk: lease.live });
  const table = currentTable(pool, lease.id);
  const fromEmpty = lease.position === 0;
  // One that follows the log meets few keys at a time, and is not to grow with them.
  const states = lease.live ? storedStates(table) : rememberedStates(table, { fromEmpty });
  const target = { pool, projection, lease, commitSql, states, at };
  return {
    get position() {
      return at.position;
    },
    get digest() {
      return at.digest;
    },
    get moved() {
      return at.moved;
    },
    take: (events, status) => take(target, events, status),
  };
}

/** Lets `writer` take the log up to `position` or somewhat further, or to its end where it ends before. */
export async function takeUntil(writer: Writer, pages: LogPages, position: number): Promise<void> {
  // A read under way may have begun before `position` was in the log.
  pages.refresh();
  while (writer.position < position) {
    const { events, full } = await pages.read(writer.position);
    if (events.length === 0) return;
    await writer.take(events, full ? 'catching-up' : 'live');
  }
}

async function take<State>(
  target: Target<State>,
  given: readonly RecordedEvent[],
  status: WriterStatus,
): Promise<readonly ProjectionCommit[]> {
  const { projection, at } = target;
  const events = given.filter(({ position }) => position > at.position);
  if (events.length === 0) return [];
  const keyed = keyEvents(projection, events);
  let batch: FoldedBatch;
  let commits: readonly ProjectionCommit[] = [];
  try {
    const keys = new Set(keyed.keyed.map(({ key }) => key));
    const current = await target.states.read([...keys]);
    batch = foldBatch(projection, keyed, current);
    if (batch.through > at.position) commits = await commit(target, { batch, current, status });
  } catch (error) {
    if (!isRowRefused(error)) throw error;
    if (events.length === 1) throw eventRefused(at.position + 1, error);
    // PostgreSQL does not say which row it was: the halves tell, and what comes before it is committed.
    const middle = events.length >> 1;
    const before = await take(target, events.slice(0, middle), 'catching-up');
    return [...before, ...(await take(target, events.slice(middle), status))];
  }
  if (batch.failure) throw batch.failure;
  return commits;
}

interface Commit {
  readonly batch: FoldedBatch;
  readonly current: ReadonlyMap<string, CurrentState>;
  readonly status: WriterStatus;
}

async function commit<State>(
  target: Target<State>,
  { batch, current, status }: Commit,
): Promise<readonly ProjectionCommit[]> {
  const { pool, lease, at } = target;
  const next = createDigest(at.digest);
  for (const [index, { key, position }] of batch.revisions.entries()) {
    next.add(key, position, batch.states.bytesAt(index));
  }
  const digest = next.bytes();
  const { name, generation } = lease.id;
  const { rows } = await pool.query<{ live: boolean }>(target.commitSql, [
    ...[name, generation, at.position, lease.fence, batch.through, digest, status],
    ...replacedArrays(batch, current),
    ...revisionArrays(batch, target.projection.columns),
  ]);
  const [row] = rows;
  if (row === undefined) throw leaseLost(lease);
  const after = at.position;
  const { through } = batch;
  at.position = through;
  at.digest = digest;
  at.moved = row.live !== lease.live;
  target.states.committed(batch);
  if (!row.live) return [];
  return [{ projection: name, generation, after, through, revisions: () => revisionsOf(batch) }];
}

/** Parameters $8 and $9 of `commitBatch`. */
function replacedArrays(
  { revisions }: FoldedBatch,
  current: ReadonlyMap<string, CurrentState>,
): Buffer[] {
  const ends = new Map<number, number>();
  for (const { key, position } of revisions) {
    const replaced = current.get(key);
    if (replaced && !ends.has(replaced.position)) ends.set(replaced.position, position);
  }
  return [bigintArray([...ends.keys()]), bigintArray([...ends.values()])];
}

/** Parameters $10 and on of `commitBatch`. */
function revisionArrays(
  { revisions, states }: FoldedBatch,
  columns: Projection<unknown>['columns'],
): unknown[] {
  return [
    textArray(revisions.map(({ key }) => key)),
    bigintArray(revisions.map(({ position }) => position)),
    bigintArray(revisions.map(({ supersededAt }) => supersededAt)),
    states.bytes(),
    ...Object.values(columns).map(({ type }, index) =>
      columnArray(
        type,
        revisions.map((revision) => revision.columns[index] ?? null),
      ),
    ),
  ];
}
