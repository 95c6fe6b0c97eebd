import { evolveFact, type Fact, factKey } from '@ceasefire/domain';
import type { Projection } from '@ceasefire/event-store';

/** What the boards are made of: one compact fact for each development and each judged dispute. */
export const boardsProjection: Projection<Fact> = {
  name: 'boards',
  version: 2,
  keyOf: factKey,
  evolve: evolveFact,
  columns: {},
  indexes: [],
};
