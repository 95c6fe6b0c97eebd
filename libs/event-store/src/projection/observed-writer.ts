import type { ProjectionCommit } from './projection-commit.ts';
import type { Writer } from './writer.ts';

/** One transaction of a projection that is run here, for whoever measures. */
export interface ProjectionBatch {
  readonly projection: string;
  readonly events: number;
  /** Epoch milliseconds. */
  readonly startedAtMs: number;
  readonly seconds: number;
  readonly error?: unknown;
}

/** Who is told of what a writer does; neither may throw. */
export interface WriterObservers {
  readonly onBatch: (batch: ProjectionBatch) => void;
  readonly onCommit: (commit: ProjectionCommit) => void;
}

/** The writer, with its observers told of everything that it takes. */
export function observedWriter(
  writer: Writer,
  projection: string,
  { onBatch, onCommit }: WriterObservers,
): Writer {
  const take: Writer['take'] = async (events, status) => {
    const started = performance.now();
    const told = (more: { readonly error?: unknown }): void => {
      const startedAtMs = performance.timeOrigin + started;
      const seconds = (performance.now() - started) / 1_000;
      onBatch({ projection, events: events.length, startedAtMs, seconds, ...more });
    };
    let commits: readonly ProjectionCommit[];
    try {
      commits = await writer.take(events, status);
    } catch (error) {
      told({ error });
      throw error;
    }
    for (const commit of commits) onCommit(commit);
    told({});
    return commits;
  };
  return {
    get position() {
      return writer.position;
    },
    get digest() {
      return writer.digest;
    },
    get moved() {
      return writer.moved;
    },
    take,
  };
}
