import type { Pool } from 'pg';
import type { EventLog } from '../log/event-log.ts';
import { createLogPages, type LogPages } from './log-pages.ts';
import type { Pace } from './pace.ts';
import type { Projection } from './projection.ts';
import type { Progress } from './read-through.ts';
import type { ShadowChoice } from './shadow.ts';

export interface ReplayOptions<State> {
  readonly pool: Pool;
  readonly log: Pick<EventLog, 'readAll' | 'head'>;
  readonly projection: Projection<State>;
  /** Called after each batch. */
  readonly onProgress?: (progress: Progress) => void;
  /** Fold in memory, write nothing, and only compare. */
  readonly dryRun?: boolean;
  /** Whether to go on with a rebuild that was left unfinished. Default `resume-or-start`. */
  readonly choice?: ShadowChoice;
  /** Stops the replay between two batches; what was live stays live, and a later replay goes on. */
  readonly signal?: AbortSignal;
  /** Most events in one transaction. Default 500. */
  readonly batchSize?: number;
  /** Pages and pace shared with replays of other projections. */
  readonly shared?: { readonly pages: LogPages; readonly pace: Pace };
}

/** What a replay found. Digests are hex. */
export interface ReplayResult {
  /** The log position of both digests: where the live generation stood when the replay began, or the end where there was none. */
  readonly position: number;
  /** Of the live generation; null when there was none, one of another version, or one whose table is missing. */
  readonly before: string | null;
  /** Of the replayed one. */
  readonly after: string;
  /**
   * Whether the digests and, revision by revision, the rows are the same; false when the live generation's table is missing, null when
   * there is nothing to compare with.
   */
  readonly equal: boolean | null;
  /** Whether somebody removed the live generation's table. */
  readonly tableMissing: boolean;
  /** The first position at which the rows part; null when nowhere, or when there is nothing to compare with. */
  readonly firstDifference: number | null;
  /** Up to where an earlier, unfinished rebuild had come; 0 when it began anew. */
  readonly resumedFrom: number;
  /** How many were folded, and in how many seconds. */
  readonly events: number;
  readonly seconds: number;
}

/** Most events in one transaction of a replay: large enough that a round trip does not count, small enough to stop at once. */
export const defaultBatchSize = 500;

/** How a replay reads the log: in pages of its own or shared ones. */
export function readingOf<State>(options: ReplayOptions<State>) {
  const { log, batchSize = defaultBatchSize, onProgress, signal, shared } = options;
  return { log, pages: shared?.pages ?? createLogPages(log, batchSize), onProgress, signal };
}

/**
 * A `pg` connection option for pools that replay. Without it the arrays of each batch are parts of its plan, and the server copies them several
 * times before it reads them, which for rows of many columns took longer than to store them. Every plan is still made anew, for the table as it is.
 */
export const withoutValuesInPlans = '-c plan_cache_mode=force_generic_plan';
