import type {
  AppendBatch,
  ProjectionBatch,
  ProjectionCommit,
  RunnerReport,
  TailStatus,
} from '@ceasefire/event-store';
import { Subject } from 'rxjs';

/** Injection token of the `Observations`. */
export const OBSERVATIONS = Symbol('OBSERVATIONS');

/** What happens below Nest, for metrics, traces and whoever would otherwise ask the database. Nothing depends on anybody listening. */
export interface Observations {
  readonly appends: Subject<AppendBatch>;
  readonly batches: Subject<ProjectionBatch>;
  /** What this node gave the tables that are served. */
  readonly commits: Subject<ProjectionCommit>;
  readonly reports: Subject<RunnerReport>;
  /** Appends that wait for a batch. */
  waiting(): number;
  tail(): TailStatus;
}

/** The subjects of which nothing has been heard. */
export const createSubjects = (): Pick<
  Observations,
  'appends' | 'batches' | 'commits' | 'reports'
> => ({
  appends: new Subject(),
  batches: new Subject(),
  commits: new Subject(),
  reports: new Subject(),
});
