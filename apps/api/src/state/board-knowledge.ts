import type { EventLog } from '@ceasefire/event-store';
import { Inject, Injectable } from '@nestjs/common';
import type { Knowledge } from '../commanding/decider.ts';
import type { KnowledgeSource } from '../commanding/knowledge.ts';
import { type KnownNames, knownNames } from '../situation/known-names.ts';
import type { Situation } from '../situation/load-situation.ts';
import { EVENT_LOG, SITUATION } from '../tokens.ts';
import { BoardsService } from './boards.service.ts';

/** How long a decision waits for what another node recorded just before. */
const patienceMs = 1_000;

/** What deciders may rely on: the situation's names, and what the facts of this node's boards add to them. */
@Injectable()
export class BoardKnowledge implements KnowledgeSource {
  readonly #given: KnownNames;

  constructor(
    @Inject(SITUATION) { description }: Situation,
    @Inject(BoardsService) private readonly boards: BoardsService,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {
    this.#given = knownNames(description);
  }

  current(): Knowledge {
    const { index } = this.boards.model;
    const { actor, place, process, issue } = this.#given;
    return {
      knows: {
        actor,
        place,
        process: (id) => process(id) ?? index.processSort(id),
        issue: (negotiation, id) => issue(negotiation, id) || index.hasIssue(negotiation, id),
      },
      contested: (subject) => index.isContested(subject),
      development: (id) => index.hasDevelopment(id),
    };
  }

  async refresh(): Promise<boolean> {
    const { position } = await this.log.head();
    if (this.boards.model.position >= position) return false;
    return this.boards.waitFor(position, patienceMs);
  }
}
