import { read, type Monitor } from '@ceasefire/monitor-process';
import { pause, type Rack } from './scenario.ts';

/** A reader of the boards who never rests for long. */
export interface BoardPoll {
  /** Ends it and tells how it fared meanwhile. */
  stop(meanwhile: string): Promise<void>;
}

type State = Readonly<Record<string, unknown>> & { readonly position: number };

/** What every answer holds. */
const parts = ['epoch', 'position', 'ceasefire', 'deployments', 'negotiations', 'disputes'];

/** Reads the boards again and again; each answer must be 200 and whole, and none may be older than the one before. */
export function pollBoards(rack: Rack, monitor: Monitor, everyMs = 50): BoardPoll {
  let stopping = false;
  // A scenario that fails stops its monitor, and its failure is not to wait for boards that nobody serves.
  const { process } = monitor;
  const isStopping = () => stopping || process.exitCode !== null || process.signalCode !== null;
  const seen = { reads: 0, slowestMs: 0, longestGapMs: 0 };
  const poll = async (): Promise<void> => {
    let answeredAt = performance.now();
    for (let last = 0; !isStopping(); seen.reads++) {
      const askedAt = performance.now();
      last = await readOnce(rack, monitor, last);
      const now = performance.now();
      seen.slowestMs = Math.max(seen.slowestMs, now - askedAt);
      seen.longestGapMs = Math.max(seen.longestGapMs, now - answeredAt);
      answeredAt = now;
      await pause(everyMs);
    }
  };
  const polling = poll();
  return {
    async stop(meanwhile) {
      stopping = true;
      await polling;
      rack.tell(
        `${meanwhile}: ${String(seen.reads)} reads of the boards, slowest ${seen.slowestMs.toFixed(0)} ms, ` +
          `longest from one answer to the next ${seen.longestGapMs.toFixed(0)} ms`,
      );
    },
  };
}

/** Answers the position shown, or `last` when it was not shown. */
async function readOnce(rack: Rack, monitor: Monitor, last: number): Promise<number> {
  try {
    const { status, body, text } = await read<State>(monitor, 'state');
    if (status !== 200) throw new Error(`answered ${String(status)} ${text.slice(0, 200)}`);
    const missing = parts.filter((part) => body[part] === undefined);
    if (missing.length > 0) throw new Error(`lacked ${missing.join(', ')}`);
    if (body.position < last)
      throw new Error(`went back from ${String(last)} to ${String(body.position)}`);
    return body.position;
  } catch (error) {
    rack.fail(`the boards ${error instanceof Error ? error.message : String(error)}`);
    return last;
  }
}
