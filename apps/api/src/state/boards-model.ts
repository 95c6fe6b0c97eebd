import {
  type BoardIndex,
  createBoardIndex,
  type Fact,
  type ProcessDefinition,
} from '@ceasefire/domain';
import type { Revision } from '@ceasefire/event-store';

/** The `boards` projection in memory: every revision, for readings of any moment. */
export class BoardsModel {
  readonly index: BoardIndex;
  #position = 0;

  constructor(definitions: readonly ProcessDefinition[]) {
    this.index = createBoardIndex(definitions);
  }

  /** The log position up to which everything was taken in. */
  get position(): number {
    return this.#position;
  }

  /** Takes a delivery of a follower in. */
  apply(revisions: readonly Revision<Fact>[], position: number): void {
    this.index.apply(revisions);
    this.#position = position;
  }
}
