import { Inject, Injectable } from '@nestjs/common';
import type { BoardsChanged } from '@ceasefire/contracts';
import { BoardsService } from '../state/boards.service.ts';
import type { BoardFeed } from './board-feed.ts';

/** The feed of this node's boards. */
@Injectable()
export class BoardChanges implements BoardFeed {
  constructor(@Inject(BoardsService) private readonly boards: BoardsService) {}

  subscribe(listener: (change: BoardsChanged) => void): () => void {
    const subscription = this.boards.changes().subscribe(listener);
    return () => subscription.unsubscribe();
  }

  since(position: number): BoardsChanged | undefined {
    const now = this.boards.everything();
    return now.position > position ? now : undefined;
  }
}
