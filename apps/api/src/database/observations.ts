import type {
  AppendBatch,
  ProjectionBatch,
  RunnerReport,
  TailStatus,
} from '@ceasefire/event-store';
import { Subject } from 'rxjs';

/** Injection token of the `Observations`. */
export const OBSERVATIONS = Symbol('OBSERVATIONS');

/** What happens below Nest, for metrics and traces. Nothing depends on anybody listening. */
export interface Observations {
  readonly appends: Subject<AppendBatch>;
  readonly batches: Subject<ProjectionBatch>;
  readonly reports: Subject<RunnerReport>;
  /** Appends that wait for a batch. */
  waiting(): number;
  tail(): TailStatus;
}

/** The subjects of which nothing has been heard. */
export const createSubjects = (): Pick<Observations, 'appends' | 'batches' | 'reports'> => ({
  appends: new Subject(),
  batches: new Subject(),
  reports: new Subject(),
});
