import type { BoardChanges } from '@ceasefire/contracts';
import type { Appended } from '@ceasefire/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import { DevelopmentsList } from '../developments/developments-list.ts';
import { BoardsService } from '../state/boards.service.ts';
import type { Outcome } from './envelope.ts';

/** How long an answer waits until this node shows what was written. */
const patienceMs = 1_000;

/** What a writer is told: what was stored, or what the boards would become. */
export type Written =
  | { readonly appended: Appended; readonly preview?: undefined }
  | { readonly appended?: undefined; readonly preview: BoardChanges };

/** Issues the commands of HTTP writers, who read their own writes afterwards. */
@Injectable()
export class Commands {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(BoardsService) private readonly boards: BoardsService,
    @Inject(DevelopmentsList) private readonly list: DevelopmentsList,
  ) {}

  /** Carries a command out, then waits shortly until the boards and the list of this node show it. Throws as `Decisions` does. */
  async issue(command: Command<Outcome>): Promise<Written> {
    const outcome = await this.bus.execute<Outcome>(command);
    if (!outcome.stored) return { preview: await this.boards.preview(outcome.events) };
    const { lastPosition } = outcome.appended;
    await Promise.all([
      this.boards.waitFor(lastPosition, patienceMs),
      this.list.reached(lastPosition, patienceMs),
    ]);
    return { appended: outcome.appended };
  }
}
