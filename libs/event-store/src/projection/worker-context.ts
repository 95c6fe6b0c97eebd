import type { Pool } from 'pg';
import type { EventLog } from '../log/event-log.ts';
import type { LeaseTimes } from './lease.ts';
import type { LogPages } from './log-pages.ts';
import type { WriterObservers } from './observed-writer.ts';

/** What happened to a projection on this node, for its structured log. */
export interface RunnerReport {
  readonly projection: string;
  readonly what: 'acquired' | 'lost' | 'live' | 'swapped' | 'stopped' | 'retrying';
  readonly position?: number;
  readonly error?: unknown;
}

/** What all the workers of a node share. */
export interface WorkerContext extends WriterObservers {
  readonly pool: Pool;
  readonly pages: LogPages;
  readonly log: Pick<EventLog, 'head'>;
  readonly owner: string;
  readonly lease: LeaseTimes;
  readonly pollMs: number;
  readonly now: () => Date;
  readonly report: (report: RunnerReport) => void;
}
