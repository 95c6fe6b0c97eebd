import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveEvent } from '@ceasefire/contracts';
import { eventsPerMessage } from '@ceasefire/contracts';
import type { LogTail } from '../database/log-tail.ts';
import { liveEventOf } from './live-event.ts';

const retryMs = 1_000;

/** Events in order and without a gap, and whether they reach the head. */
export interface Batch {
  readonly events: LiveEvent[];
  readonly reachesHead: boolean;
}

/**
 * Everything after position `from`, for ever, in batches; ends when the signal is aborted.
 * It reads no further until it is asked for the next batch, and waits out a database that is away.
 */
export async function* follow(
  tail: LogTail,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<Batch, void, undefined> {
  const ended = (): boolean => signal.aborted;
  let position = from;
  while (!ended()) {
    await tail.waitFor(position, signal);
    if (ended()) return;
    const recorded = await tail.read(position, eventsPerMessage).catch(() => undefined);
    if (recorded === undefined) {
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
      continue;
    }
    position = recorded.at(-1)?.position ?? position;
    if (recorded.length > 0)
      yield { events: recorded.map(liveEventOf), reachesHead: position >= tail.head };
  }
}
