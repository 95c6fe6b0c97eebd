import type { Pool } from 'pg';
import type { EventLog } from '../log/event-log.ts';
import { ProjectionError } from './errors.ts';
import { defaultLeaseTimes, type LeaseTimes } from './lease.ts';
import { createLogPages } from './log-pages.ts';
import type { WriterObservers } from './observed-writer.ts';
import type { Projection, ProjectionStatus } from './projection.ts';
import { readStatus } from './status.ts';
import { checkDefinition } from './table.ts';
import type { RunnerReport } from './worker-context.ts';
import { startWorker, type Worker } from './worker.ts';

/** `onBatch` hears of each transaction, `onCommit` of what live generations were given; neither may throw. */
export interface ProjectionRunnerOptions extends Partial<WriterObservers> {
  readonly pool: Pool;
  readonly log: Pick<EventLog, 'readAll' | 'head'>;
  readonly projections: readonly Projection<unknown>[];
  /** Unique to the process: two processes with one id would take the work from each other all the time. */
  readonly nodeId: string;
  readonly lease?: LeaseTimes;
  /** How long an idle projection sleeps when nobody wakes it; the net below `wake`. Default 500. */
  readonly pollMs?: number;
  /** Most events in one transaction. Default 1,000. */
  readonly batchSize?: number;
  /** For the time shown beside an error only. */
  readonly now?: () => Date;
  readonly onReport?: (report: RunnerReport) => void;
}

/** Keeps projections up to date, each on one node at a time. */
export interface ProjectionRunner {
  start(): void;
  /** To be called when the log has grown. */
  wake(): void;
  /** Ends after the transactions under way, and gives the leases back. */
  stop(): Promise<void>;
  /** Of all the runner's projections in their order, wherever they run. @throws when the database is away */
  status(): Promise<readonly ProjectionStatus[]>;
}

/**
 * A runner that has not started.
 * @throws ProjectionError BAD_DEFINITION for a projection that no table can be made of, or a name that is used twice
 */
export function createProjectionRunner(options: ProjectionRunnerOptions): ProjectionRunner {
  const { pool, log, projections } = options;
  checkDefinitions(projections);
  const pages = createLogPages(log, options.batchSize ?? 1_000);
  const context = {
    pool,
    pages,
    log,
    owner: options.nodeId,
    lease: options.lease ?? defaultLeaseTimes,
    pollMs: options.pollMs ?? 500,
    now: options.now ?? (() => new Date()),
    report: options.onReport ?? (() => undefined),
    onBatch: options.onBatch ?? (() => undefined),
    onCommit: options.onCommit ?? (() => undefined),
  };
  let workers = new Map<string, Worker>();

  const status = async (): Promise<readonly ProjectionStatus[]> => {
    const statuses = await readStatus(pool, log, projections);
    return statuses.map((one) => {
      const retrying = workers.get(one.name)?.retrying;
      return retrying ? { ...one, retrying } : one;
    });
  };

  return {
    start: () => {
      if (workers.size > 0) return;
      workers = new Map(projections.map((one) => [one.name, startWorker(context, one)]));
    },
    wake: () => {
      pages.refresh();
      for (const worker of workers.values()) worker.wake();
    },
    stop: async () => {
      await Promise.all([...workers.values()].map((worker) => worker.stop()));
      workers = new Map();
    },
    status,
  };
}

function checkDefinitions(projections: readonly Projection<unknown>[]): void {
  const seen = new Set<string>();
  for (const projection of projections) {
    checkDefinition(projection);
    if (seen.has(projection.name)) {
      throw new ProjectionError('BAD_DEFINITION', `Two projections are named ${projection.name}.`);
    }
    seen.add(projection.name);
  }
}
