import type { MomentQuery } from '@ceasefire/contracts';
import type { Moment } from '@ceasefire/domain';
import type { EventLog } from '@ceasefire/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { beyondHead, millisOf, notReached } from '../reading/moment.ts';
import { CLOCK, type Clock, EVENT_LOG } from '../tokens.ts';
import { BoardsService } from './boards.service.ts';

/** How long a read waits for a position that is recorded and not yet on this node's boards. */
const patienceMs = 1_000;

/** Turns what a reader asks for into a moment that this node can answer for. */
@Injectable()
export class Moments {
  constructor(
    @Inject(BoardsService) private readonly boards: BoardsService,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A date means the end of its UTC day.
   * @throws Problem 404 for a position beyond the head, 503 for one that this node does not reach in time
   */
  async at({ asOf, knownAt, position }: MomentQuery): Promise<Moment> {
    if (position !== undefined && position > this.boards.model.position)
      await this.#reach(position);
    return {
      asOf: millisOf(asOf),
      knownAt: millisOf(knownAt),
      position: position ?? null,
      now: this.clock(),
    };
  }

  async #reach(position: number): Promise<void> {
    const head = await this.log.head();
    if (position > head.position) throw beyondHead(position, head.position);
    if (await this.boards.waitFor(position, patienceMs)) return;
    throw notReached(position);
  }
}
