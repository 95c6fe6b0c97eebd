import type { EncodedCommand } from '../log/encode-command.ts';
import type { Appended } from '../log/event-log.ts';

/** A command that waits for its verdict. */
export interface WaitingAppend {
  readonly command: EncodedCommand;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
  /** Counts up in the order in which appends were handed in. */
  readonly order: number;
  /** Milliseconds (monotonic) when the caller handed it in. */
  readonly since: number;
  /** True once it was sent on a connection that broke before it answered. */
  sent: boolean;
}

/** How much may wait, and how much goes in one call. */
export interface QueueLimits {
  readonly maxBatchCommands: number;
  readonly maxBatchBytes: number;
  readonly maxQueuedEvents: number;
  readonly maxQueuedBytes: number;
}

/** Appends in the order in which they came, within bounds. */
export interface AppendQueue {
  readonly length: number;
  /** False when there is no room. */
  offer(append: WaitingAppend): boolean;
  /** The next appends for one call: at least one, at most what the limits allow. */
  take(): WaitingAppend[];
  /** Puts appends back where they were, though there be no room. */
  putBack(appends: readonly WaitingAppend[]): void;
  /** Removes and returns those that came before `time`. */
  expire(time: number): WaitingAppend[];
}

/** Makes an empty queue. */
export function createAppendQueue(limits: QueueLimits): AppendQueue {
  let waiting: WaitingAppend[] = [];
  let events = 0;
  let bytes = 0;
  const count = (append: WaitingAppend, sign: 1 | -1): void => {
    // A command without events occupies a place too.
    events += sign * Math.max(1, append.command.events);
    bytes += sign * append.command.bytes;
  };
  return {
    get length() {
      return waiting.length;
    },
    offer(append) {
      if (events >= limits.maxQueuedEvents || bytes >= limits.maxQueuedBytes) return false;
      waiting.push(append);
      count(append, 1);
      return true;
    },
    take() {
      let size = 0;
      let end = 0;
      for (const { command } of waiting) {
        size += command.bytes;
        if (end > 0 && (end >= limits.maxBatchCommands || size > limits.maxBatchBytes)) break;
        end += 1;
      }
      const batch = waiting.slice(0, end);
      waiting = waiting.slice(end);
      for (const append of batch) count(append, -1);
      return batch;
    },
    putBack(appends) {
      waiting = [...appends, ...waiting].sort((a, b) => a.order - b.order);
      for (const append of appends) count(append, 1);
    },
    expire(time) {
      const expired = waiting.filter((append) => append.since < time);
      waiting = waiting.filter((append) => append.since >= time);
      for (const append of expired) count(append, -1);
      return expired;
    },
  };
}
