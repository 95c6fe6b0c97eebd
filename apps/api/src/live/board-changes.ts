import { Inject, Injectable } from '@nestjs/common';
import type { BoardsChanged } from '@ceasefire/contracts';
import { BoardsService } from '../state/boards.service.ts';
import type { BoardFeed } from './board-feed.ts';

/** What is asked of the boards of a node. */
export type ChangingBoards = Pick<
  BoardsService,
  'changes' | 'reloads' | 'everything' | 'loaded'
> & {
  readonly model: Pick<BoardsService['model'], 'position'>;
};

/** The feed of this node's boards. */
@Injectable()
export class BoardChanges implements BoardFeed {
  readonly #boards: ChangingBoards;
  #lastChange: number | undefined;
  /** Stays until a board changes, so that all who come back are sent the same object. */
  #everything: BoardsChanged | undefined;

  constructor(@Inject(BoardsService) boards: ChangingBoards) {
    this.#boards = boards;
    boards.changes().subscribe(({ position }) => {
      this.#lastChange = position;
      this.#everything = undefined;
    });
  }

  subscribe(listener: (change: BoardsChanged) => void): () => void {
    const subscription = this.#boards.changes().subscribe(listener);
    return () => subscription.unsubscribe();
  }

  onReload(listener: () => void): () => void {
    const subscription = this.#boards.reloads().subscribe(listener);
    return () => subscription.unsubscribe();
  }

  since(position: number): BoardsChanged | undefined {
    // Once they are loaded, everybody is told.
    if (!this.#boards.loaded) return undefined;
    // What changed before the first look is unknown: all that was recorded until then may have.
    this.#lastChange ??= this.#boards.model.position;
    // The clock changes boards without an event: whoever left at the position of the last change may have missed it.
    return this.#lastChange < position
      ? undefined
      : (this.#everything ??= this.#boards.everything());
  }
}
