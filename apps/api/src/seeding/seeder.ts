import type { EventLog } from '@ceasefire/event-store';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import type { Outcome } from '../commanding/envelope.ts';
import { SeedState } from '../health/seed-state.ts';
import { Problem } from '../problems/problem.ts';
import type { Situation } from '../situation/load-situation.ts';
import { DevelopmentsList } from '../developments/developments-list.ts';
import { BoardsService } from '../state/boards.service.ts';
import { EVENT_LOG, LOGGER, SITUATION } from '../tokens.ts';
import { loadSeed, type SeedLoad } from './load-seed.ts';

const retryMs = 2_000;

/** How long a part of the load waits for this node's boards. */
const settleMs = 10_000;

/** Loads the situation's reports when the product starts on an empty log, and completes a load that was broken off. */
@Injectable()
export class Seeder implements OnApplicationBootstrap, OnModuleDestroy {
  #retry: NodeJS.Timeout | undefined;

  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(BoardsService) private readonly boards: BoardsService,
    @Inject(DevelopmentsList) private readonly list: DevelopmentsList,
    @Inject(SITUATION) private readonly situation: Situation,
    @Inject(SeedState) private readonly state: SeedState,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.#attempt();
  }

  onModuleDestroy(): void {
    clearTimeout(this.#retry);
  }

  /** Loads a situation. Throws as `loadSeed` does. */
  load(situation: Situation): Promise<SeedLoad> {
    const parts = {
      log: this.log,
      execute: (command: Command<Outcome>) => this.bus.execute<Outcome>(command),
      settled: (position: number) =>
        Promise.all([
          this.boards.waitFor(position, settleMs),
          this.list.reached(position, settleMs),
        ]),
      onProgress: (done: number, total: number) =>
        this.logger.debug({ done, total }, 'loading the reports'),
    };
    return loadSeed(parts, situation);
  }

  async #attempt(): Promise<void> {
    try {
      const { result, recorded } = await this.load(this.situation);
      this.state.set('done');
      if (recorded > 0) this.logger.info({ recorded, result }, 'the reports were recorded');
    } catch (error) {
      this.state.set('failed');
      this.logger.error({ err: error }, 'the reports could not be recorded');
      // What a rule refuses now it refuses again; boards that are being loaded are there a moment later.
      if (!(error instanceof Problem) || error.kind === 'unavailable')
        this.#retry = setTimeout(() => void this.#attempt(), retryMs);
    }
  }
}
