import {
  type BoardIndex,
  type Boards,
  createBoardIndex,
  evolveFact,
  type Fact,
  factKey,
  type FactRevision,
  type Moment,
  type ProcessDefinition,
} from '@ceasefire/domain';
import type { RecordedEvent, Revision } from '@ceasefire/event-store';
import { FactRegister } from './fact-register.ts';

/** The `boards` projection in memory: every revision for readings of any moment, and the facts that hold now. */
export class BoardsModel {
  readonly index: BoardIndex;
  readonly facts = new FactRegister();
  readonly #definitions: readonly ProcessDefinition[];
  #position = 0;

  constructor(definitions: readonly ProcessDefinition[]) {
    this.#definitions = definitions;
    this.index = createBoardIndex(definitions);
  }

  /** The log position up to which everything was taken in. */
  get position(): number {
    return this.#position;
  }

  /** Takes a delivery of a follower in. */
  apply(revisions: readonly Revision<Fact>[], position: number): void {
    this.index.apply(revisions);
    this.facts.apply(revisions);
    this.#position = position;
  }

  /** What the boards would be at a moment had these events been recorded: work in proportion to the number of facts. */
  foresee(events: readonly RecordedEvent[], moment: Moment): Boards {
    const index = createBoardIndex(this.#definitions);
    const facts = new Map(this.facts.entries());
    for (const event of events) {
      const key = factKey(event);
      if (key !== undefined) facts.set(key, evolveFact(facts.get(key), event));
    }
    // One position for all: only what holds at the end is asked for.
    index.apply(
      [...facts].map(([key, state]): FactRevision => ({
        key,
        position: 1,
        supersededAt: null,
        state,
      })),
    );
    return index.boardsAt(moment);
  }
}
