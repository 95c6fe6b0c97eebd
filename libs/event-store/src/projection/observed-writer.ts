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

/** The writer, with `tell` told of everything that it takes. */
export function observedWriter(
  writer: Writer,
  projection: string,
  tell: (batch: ProjectionBatch) => void,
): Writer {
  const take: Writer['take'] = async (events, status) => {
    const started = performance.now();
    const told = (more: { readonly error?: unknown }): void => {
      const startedAtMs = performance.timeOrigin + started;
      const seconds = (performance.now() - started) / 1_000;
      tell({ projection, events: events.length, startedAtMs, seconds, ...more });
    };
    try {
      await writer.take(events, status);
    } catch (error) {
      told({ error });
      throw error;
    }
    told({});
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
