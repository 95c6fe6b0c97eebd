import type { RecordedEvent } from '../log/event-log.ts';
import type { ColumnValue } from './column-text.ts';
import { createDigest } from './digest.ts';
import { foldBatch, keyEvents } from './fold.ts';
import type { Projection } from './projection.ts';

/** A revision that the events of one batch made; `text` is canonical JSON. */
export interface CollectedRevision {
  readonly key: string;
  readonly position: number;
  readonly text: string;
  /** In their order. */
  readonly columns: readonly ColumnValue[];
}

/** Folds the log batch by batch without keeping the revisions: only each key's newest state and the digest. */
export interface Collector {
  /** @throws ProjectionError EVENT_REFUSED at an event that the projection cannot take */
  take(events: readonly RecordedEvent[]): readonly CollectedRevision[];
  /** Hex. */
  digest(): string;
}

/** A collector that has taken nothing. */
export function createCollector<State>(projection: Projection<State>): Collector {
  const current = new Map<string, { readonly text: string }>();
  const digest = createDigest();
  return {
    take: (events) => {
      const batch = foldBatch(projection, keyEvents(projection, events), current);
      const collected = batch.revisions.map(({ key, position, columns }, index) => {
        const text = batch.states.textAt(index);
        digest.add(key, position, text);
        current.set(key, { text });
        return { key, position, text, columns };
      });
      if (batch.failure) throw batch.failure;
      return collected;
    },
    digest: () => digest.hex(),
  };
}
