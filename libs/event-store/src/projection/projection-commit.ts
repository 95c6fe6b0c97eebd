import type { FoldedBatch } from './fold.ts';
import type { Revision } from './projection.ts';

/** What the live generation of a projection has just been given, for those in the same process who follow it. */
export interface ProjectionCommit {
  readonly projection: string;
  readonly generation: number;
  /** Log positions: everything after `after` was taken, up to `through`. */
  readonly after: number;
  readonly through: number;
  /** The new revisions in the order of their positions, as they would be read at `through`. */
  revisions(): readonly Revision<unknown>[];
}

/** The revisions of a batch that was stored. Each call makes new states: no two readers share an object. */
export function revisionsOf({ revisions, states }: FoldedBatch): readonly Revision<unknown>[] {
  return revisions.map(({ key, position, supersededAt }, index) => ({
    key,
    position,
    supersededAt,
    state: JSON.parse(states.textAt(index)) as unknown,
  }));
}
