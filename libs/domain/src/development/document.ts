import type { Development, Source } from './development.ts';
import { evolveDevelopment } from './evolve.ts';
import type { Recorded } from './recorded.ts';
import { type DevelopmentState, effectiveSources, independentSources } from './state.ts';

/** A development with all that a reader may ask about it: the state of the `developments` projection. JSON-safe. */
export interface DevelopmentDocument {
  readonly state: DevelopmentState;
  /** Where in the log it was first reported and last changed, and when. */
  readonly firstPosition: number;
  readonly position: number;
  readonly recordedAt: string;
  readonly changedAt: string;
}

/** A development as readers get it: its corrections applied, its sources with those that merges brought in. */
export interface DevelopmentView extends Development {
  readonly version: number;
  readonly status: DevelopmentState['status'];
  readonly position: number;
  readonly recordedAt: string;
  readonly independentSources: number;
  readonly mergedInto: string | null;
  readonly absorbed: readonly string[];
}

/**
 * The document after one more event of the development's stream.
 * @throws UnfoldableEvent when the event cannot follow
 */
export function evolveDevelopmentDocument(
  document: DevelopmentDocument | undefined,
  event: Recorded,
): DevelopmentDocument {
  return {
    state: evolveDevelopment(document?.state, event),
    firstPosition: document?.firstPosition ?? event.position,
    position: event.position,
    recordedAt: document?.recordedAt ?? event.recordedAt,
    changedAt: event.recordedAt,
  };
}

/** The development of a document, for readers. */
export function viewDevelopment(document: DevelopmentDocument): DevelopmentView {
  const { state, position, recordedAt } = document;
  const sources: readonly Source[] = effectiveSources(state);
  return {
    ...state.document,
    sources,
    version: state.version,
    status: state.status,
    position,
    recordedAt,
    independentSources: independentSources(sources),
    mergedInto: state.status === 'merged' ? state.mergedInto : null,
    absorbed: state.absorbed.map(({ id }) => id),
  };
}
