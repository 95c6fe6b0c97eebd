import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AppendQueue, WaitingAppend } from './append-queue.ts';

type Batch = readonly WaitingAppend[];

/** What sends batches, and where it takes them from. */
export interface SendingParts {
  readonly queue: AppendQueue;
  /** So many commands are a whole batch. */
  readonly wholeBatch: number;
  /** Connects; false when nothing waits any more. */
  connect(): Promise<boolean>;
  readonly isConnected: () => boolean;
  /** Sends at once; resolves when every command has its verdict or waits again. Never rejects. */
  deliver(batch: Batch): Promise<void>;
}

/** The loop that sends what waits, while anything does. */
export interface Sending {
  /** Says that something was put into the queue. */
  offered(): void;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
}

interface State extends SendingParts {
  readonly underWay: Set<Batch>;
  running: Promise<void> | undefined;
  wake: () => void;
  /** Whether the loop is to be woken once a whole batch waits. */
  wantsWhole: boolean;
}

// With this many waiting, sending them at once keeps the server busy while answers are handed out. With fewer, it is
// cheaper to hand out the answers first: whoever appends again at once then shares the next commit.
const enoughWaiting = 64;

/**
 * Sends one batch at a time, and a whole one behind it: the server has it at hand when it is done with the first. Less than a whole one waits for
 * more, since each call has a cost of its own.
 */
export function createSending(parts: SendingParts): Sending {
  const state: State = {
    ...parts,
    underWay: new Set(),
    running: undefined,
    wake: () => undefined,
    wantsWhole: false,
  };
  return {
    offered() {
      state.running ??= sendAll(state);
      if (state.wantsWhole && isWholeWaiting(state)) state.wake();
    },
    async idle() {
      await state.running;
    },
  };
}

async function sendAll(state: State): Promise<void> {
  const { queue, underWay } = state;
  while (underWay.size > 0 || queue.length > 0) {
    const batch = await nextBatch(state);
    if (batch.length > 0) begin(state, batch);
    else if (underWay.size > 0) {
      const before = underWay.size;
      await woken(state);
      if (underWay.size < before && queue.length < enoughWaiting) await nextTurn();
    }
  }
  state.running = undefined;
}

function begin(state: State, batch: Batch): void {
  state.underWay.add(batch);
  void state.deliver(batch).then(() => {
    state.underWay.delete(batch);
    state.wake();
  });
}

/** Until a batch is delivered or, where there is but one under way, a whole one waits that was not looked at yet. */
function woken(state: State): Promise<void> {
  return new Promise((resolve) => {
    state.wantsWhole = state.underWay.size === 1 && !isWholeWaiting(state);
    state.wake = () => {
      state.wantsWhole = false;
      resolve();
    };
  });
}

/** What may be sent now; empty when there is nothing. */
async function nextBatch(state: State): Promise<Batch> {
  const { queue, underWay } = state;
  if (underWay.size === 0) return (await state.connect()) ? queue.take() : [];
  if (underWay.size > 1 || !isWholeWaiting(state) || !state.isConnected()) return [];
  const batch = queue.take();
  const [before = []] = underWay;
  if (!meet(before, batch)) return batch;
  // What is under way may have to be sent again, and would then be judged after what is on the same stream here.
  queue.putBack(batch);
  return [];
}

const isWholeWaiting = ({ queue, wholeBatch }: State): boolean => queue.length >= wholeBatch;

/** Whether two batches write to one stream. */
function meet(one: Batch, other: Batch): boolean {
  const streams = new Set(streamsOf(one));
  return streamsOf(other).some((stream) => streams.has(stream));
}

const streamsOf = (batch: Batch): readonly string[] =>
  batch.flatMap(({ command }) => command.writes.map(({ stream }) => stream));
