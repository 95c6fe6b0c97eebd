import { ProjectionError } from './errors.ts';
import type { Lease } from './lease.ts';
import type { Projection } from './projection.ts';
import { markLive } from './stop-at.ts';
import { prepareToServe, swapIn } from './swap.ts';
import type { WorkerContext } from './worker-context.ts';
import { takeUntil, type Writer } from './writer.ts';

/** One turn of a worker: for as long as the lease lasts. */
export interface Turn {
  readonly lease: Lease;
  readonly writer: Writer;
  readonly isOver: () => boolean;
  /** Until there may be more to read. */
  readonly sleep: () => Promise<void>;
  readonly onProgress: () => void;
}

/**
 * Catches up with the log, then follows it; returns when the turn is over or the generation has become the live one.
 * @throws ProjectionError EVENT_REFUSED, LEASE_LOST, LOG_GAP, and LOG_BEHIND when the log ends before the checkpoint
 */
export async function followLog<State>(
  context: WorkerContext,
  projection: Projection<State>,
  turn: Turn,
): Promise<void> {
  const { pool, pages, report } = context;
  const { lease, writer } = turn;
  const catchUp = (to: number): Promise<void> => takeUntil(writer, pages, to);
  let arrived = false;
  let next = pages.read(writer.position);
  while (!turn.isOver()) {
    const { events, full } = await next;
    if (events.length > 0) {
      // Read while this page is folded and written.
      next = pages.read(writer.position + events.length);
      await writer.take(events, full ? 'catching-up' : 'live');
      turn.onProgress();
    }
    if (full) continue;
    if (!arrived) {
      await arrive(context, projection, turn);
      arrived = true;
      // Making indexes took its time: what came meanwhile is taken before the live one is held still.
      if (!lease.live) {
        pages.refresh();
        next = pages.read(writer.position);
        continue;
      }
    }
    if (!lease.live && (await swapIn(pool, lease, catchUp))) {
      report({ projection: projection.name, what: 'swapped', position: writer.position });
      return;
    }
    if (events.length > 0) continue;
    await turn.sleep();
    next = pages.read(writer.position);
  }
}

async function arrive<State>(
  { pool, log, report }: WorkerContext,
  projection: Projection<State>,
  { lease, writer, onProgress }: Turn,
): Promise<void> {
  const { position } = writer;
  const head = await log.head();
  if (head.position < position) throw logBehind(head.position, position);
  if (!lease.live) await prepareToServe(pool, projection, lease);
  await markLive(pool, lease);
  onProgress();
  report({ projection: projection.name, what: 'live', position });
}

function logBehind(head: number, position: number): ProjectionError {
  const message = `The log ends at ${head}, before the checkpoint: it is another one. Replay the projection.`;
  return new ProjectionError('LOG_BEHIND', message, { position });
}
