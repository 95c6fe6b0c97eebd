import { messageOf, ProjectionError, type ProjectionErrorCode } from './errors.ts';
import { followLog } from './follow-log.ts';
import { backoffMs, createLatch, type Latch } from './latch.ts';
import { acquireLease, holdLease, releaseLease, type Lease } from './lease.ts';
import { observedWriter } from './observed-writer.ts';
import type { Projection } from './projection.ts';
import { openGeneration } from './registry.ts';
import { withSkips } from './skips.ts';
import { stopAt } from './stop-at.ts';
import type { WorkerContext } from './worker-context.ts';
import { createWriter } from './writer.ts';

/** One projection's loop on one node. */
export interface Worker {
  readonly retrying: { readonly message: string; readonly at: string } | undefined;
  wake(): void;
  /** Resolves when the last write is done and the lease is given back. */
  stop(): Promise<void>;
}

interface WorkerState {
  /** Woken by new events. */
  readonly events: Latch;
  /** Not woken by them: a node that waits for the lease or for the database is not to be hurried by each event. */
  readonly pause: Latch;
  readonly isStopping: () => boolean;
  retrying: Worker['retrying'];
  failures: number;
  /** Each start tries a stopped projection once; then it waits until somebody gets past the event. */
  retryStopped: boolean;
}

/** Runs a projection whenever this node holds its lease, and waits for the lease otherwise. */
export function startWorker<State>(context: WorkerContext, projection: Projection<State>): Worker {
  let stopping = false;
  const state: WorkerState = {
    events: createLatch(),
    pause: createLatch(),
    isStopping: () => stopping,
    retrying: undefined,
    failures: 0,
    retryStopped: true,
  };
  const running = run(context, projection, state);
  return {
    get retrying() {
      return state.retrying;
    },
    wake: () => {
      state.events.wake();
    },
    stop: async () => {
      stopping = true;
      state.events.wake();
      state.pause.wake();
      await running;
    },
  };
}

async function run<State>(
  context: WorkerContext,
  projection: Projection<State>,
  state: WorkerState,
): Promise<void> {
  while (!state.isStopping()) {
    try {
      await takeTurn(context, projection, state);
    } catch (error) {
      state.failures += 1;
      state.retrying = { message: messageOf(error), at: context.now().toISOString() };
      context.report({ projection: projection.name, what: 'retrying', error });
      await state.pause.sleep(backoffMs(state.failures));
    }
  }
}

/** Waits a little for the lease, or holds it for as long as it can. */
async function takeTurn<State>(
  context: WorkerContext,
  projection: Projection<State>,
  state: WorkerState,
): Promise<void> {
  const { pool, owner, report } = context;
  const { name } = projection;
  const id = await openGeneration(pool, projection);
  const { ttlMs, renewMs } = context.lease;
  const lease = await acquireLease(pool, { id, owner, ttlMs, retryStopped: state.retryStopped });
  if (lease === undefined) {
    await state.pause.sleep(renewMs);
    return;
  }
  report({ projection: name, what: 'acquired', position: lease.position });
  const onOver = (): void => {
    state.events.wake();
  };
  const held = holdLease(pool, lease, { ttlMs, renewMs, onOver });
  try {
    const unobserved = createWriter(pool, await withSkips(pool, projection), lease);
    const writer = observedWriter(unobserved, name, context);
    await followLog(context, projection, {
      lease,
      writer,
      isOver: () => state.isStopping() || held.over || writer.moved,
      sleep: () => state.events.sleep(context.pollMs),
      onProgress: () => {
        recover(state);
      },
    });
    if (held.over && !state.isStopping()) report({ projection: name, what: 'lost' });
  } catch (error) {
    await handle(error, context, lease);
    if (isFinal(error)) state.retryStopped = false;
  } finally {
    await held.stop();
    // Where this fails the lease runs out by itself.
    await releaseLease(pool, lease).catch(() => undefined);
  }
}

function recover(state: WorkerState): void {
  state.failures = 0;
  state.retrying = undefined;
  state.retryStopped = true;
}

/** What trying again does not change. */
const finalCodes = new Set<ProjectionErrorCode>(['EVENT_REFUSED', 'LOG_BEHIND', 'LOG_GAP']);

const isFinal = (error: unknown): boolean =>
  error instanceof ProjectionError && finalCodes.has(error.code);

/** Keeps a final error in the registry, and throws any other on. */
async function handle(error: unknown, context: WorkerContext, lease: Lease): Promise<void> {
  const projection = lease.id.name;
  if (!(error instanceof ProjectionError)) throw error;
  if (error.code === 'LEASE_LOST') {
    context.report({ projection, what: 'lost' });
    return;
  }
  if (!isFinal(error)) throw error;
  const position = error.position ?? lease.position;
  const at = context.now().toISOString();
  await stopAt(context.pool, lease, { position, message: error.message, at });
  context.report({ projection, what: 'stopped', position, error });
}
