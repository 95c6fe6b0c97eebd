import { setImmediate as turn } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { take } from 'rxjs';
import { sweepLarge } from '../starting/engine.ts';
import { BoardsService } from './boards.service.ts';
import { StateAnswers } from './state-answers.ts';

const dayMs = 86_400_000;

/** How many days before the newest report the moments are that a node asks itself about: over twenty years. */
const daysBefore = Array.from({ length: 37 }, (_, step) => step * 200);

/** How long it goes on asking itself, at most; where the log is short, it is done long before. */
const longestMs = 4_000;

const present = { asOf: null, knownAt: null, position: null };

/**
 * Asks, once the boards are loaded and before anybody does. The first answers about the past take five times as long, until the engine has compiled what makes
 * them, and beside the first ones it would mark all that was loaded.
 */
@Injectable()
export class WarmUp implements OnModuleDestroy {
  #over = false;

  constructor(
    @Inject(BoardsService) private readonly boards: Pick<BoardsService, 'model' | 'changes'>,
    @Inject(StateAnswers) private readonly answers: Pick<StateAnswers, 'tryOut'>,
  ) {
    boards
      .changes()
      .pipe(take(1))
      .subscribe(() => {
        // What goes wrong goes wrong again when somebody asks, and is told then.
        this.#ask().then(
          () => this.#end(),
          () => this.#end(),
        );
      });
  }

  /** Whether it is over: then a question takes as long as any later one. */
  get over(): boolean {
    return this.#over;
  }

  onModuleDestroy(): void {
    this.#end();
  }

  /** Others have their turn between two answers: this node holds leases, and tells how it is. */
  async #ask(): Promise<void> {
    const now = Date.now();
    const beganMs = performance.now();
    this.answers.tryOut({ ...present, now });
    const last = this.boards.model.index.lastReportAt({ ...present, now });
    const lastMs = last === null ? now : Date.parse(last);
    for (const days of daysBefore) {
      await turn();
      if (this.#over || performance.now() - beganMs > longestMs) break;
      this.answers.tryOut({ ...present, asOf: lastMs - days * dayMs, now });
    }
    sweepLarge();
  }

  #end(): void {
    this.#over = true;
  }
}
