import { tailLog, type EventLog, type TailStatus } from '@ceasefire/event-store';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { LogTail } from './log-tail.ts';
import type { TailState } from './tail-state.ts';

interface TailingOptions {
  readonly log: EventLog;
  readonly pool: Pool;
  readonly tail: LogTail;
  readonly logger: Logger;
}

/** The running tailer of a node. */
export interface Tailing extends TailState {
  /** Says that this node appended, so that nobody waits for the doorbell. */
  readonly ring: () => void;
  status(): TailStatus;
  stop(): Promise<void>;
}

/** Feeds the node's tail with what is appended by any node, for as long as it is not stopped. */
export function startTailing({ log, pool, tail, logger }: TailingOptions): Tailing {
  const tailer = tailLog({
    log,
    pool,
    after: tail.head,
    onEvents: (events) => tail.accept(events),
    onReplaced: async () => {
      const head = await log.head();
      logger.warn(
        { was: { position: tail.head, epoch: tail.epoch }, is: head },
        'the log has not what came last: the database was put back or replaced; beginning anew',
      );
      tail.restart(head);
      return head.position;
    },
    onError: (error) => logger.warn({ err: error }, 'the log cannot be followed; trying again'),
  });
  return {
    ring: () => tailer.ring(),
    status: () => tailer.status(),
    stop: () => tailer.stop(),
    read: () => {
      const { alive, listening, position, error } = tailer.status();
      if (!alive)
        return {
          alive,
          detail: `The log cannot be followed: ${error?.message ?? 'it was stopped'}.`,
        };
      const how = listening ? 'the doorbell' : 'polling, as the doorbell is silent';
      return { alive, detail: `At position ${String(position)}, by ${how}.` };
    },
  };
}
