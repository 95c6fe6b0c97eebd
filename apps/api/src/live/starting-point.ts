import type { LiveAuth, Reset, Welcome } from '@ceasefire/contracts';
import type { EventLog } from '@ceasefire/event-store';
import type { LogTail } from '../database/log-tail.ts';

/** Where a client is followed from, or why it cannot be. */
export type StartingPoint =
  | { readonly kind: 'welcome'; readonly from: number; readonly message: Welcome }
  | { readonly kind: 'reset'; readonly message: Reset };

/**
 * Reads what a client says it has. Without a position it begins at the head; with one from another log, or from a future that this
 * log does not have, it has to begin anew. Throws as the log does.
 */
export async function startingPoint(
  tail: LogTail,
  log: Pick<EventLog, 'head'>,
  { epoch, from }: LiveAuth,
): Promise<StartingPoint> {
  const known = { epoch: tail.epoch, head: tail.head };
  if (epoch !== undefined && epoch !== known.epoch) return reset('other-epoch', known);
  if (from === undefined) return { kind: 'welcome', from: known.head, message: known };
  if (from <= known.head) return { kind: 'welcome', from, message: known };
  // A writer may know of a position a moment before this node has read it.
  const { position: head } = await log.head();
  if (from > head) return reset('beyond-the-head', { epoch: known.epoch, head });
  return { kind: 'welcome', from, message: { epoch: known.epoch, head } };
}

/** What everybody is told when the log has not what came last. */
export const resetOf = ({ epoch, head }: Pick<LogTail, 'epoch' | 'head'>): Reset => ({
  reason: 'other-epoch',
  epoch,
  head,
});

const reset = (reason: Reset['reason'], at: Welcome): StartingPoint => ({
  kind: 'reset',
  message: { reason, ...at },
});
