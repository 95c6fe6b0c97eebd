import type { BoardsChanged } from '@ceasefire/contracts';

/** What live clients are told of the boards. A class, so that it can be injected by its name. */
export abstract class BoardFeed {
  /** Calls `listener` after a board changed, with what it is now, until the answer is called. */
  abstract subscribe(listener: (change: BoardsChanged) => void): () => void;
  /** Calls `listener` after the boards of another log have taken the place of those that were told of, until the answer is called. */
  abstract onReload(listener: () => void): () => void;
  /** Every board as it is now, for a client that has what was recorded up to `position`; undefined when no board changed since. */
  abstract since(position: number): BoardsChanged | undefined;
}
