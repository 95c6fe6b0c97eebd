import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import type { KnownProcess } from '@ceasefire/contracts';
import { kinds } from '@ceasefire/domain';
import type { FastifyReply } from 'fastify';
import { sendTagged } from '../reading/entity-tag.ts';
import type { Situation } from '../situation/load-situation.ts';
import { BoardsService } from '../state/boards.service.ts';
import { SITUATION } from '../tokens.ts';
import { knownProcesses } from './known-processes.ts';

/** An answer and its tag. */
interface Answer {
  readonly etag: string;
  readonly text: string;
}

/** What the developments refer to: who, where, which report, which process, and the data dictionary. */
@Controller('api/v1')
export class ReferenceController {
  readonly #actors: Answer;
  readonly #places: Answer;
  readonly #reports: Answer;
  readonly #processes: readonly KnownProcess[];
  readonly #situation: Answer;
  readonly #kinds: Answer;

  constructor(
    @Inject(SITUATION) { description, reports }: Situation,
    @Inject(BoardsService) private readonly boards: BoardsService,
  ) {
    const { actors, places, processes, ...situation } = description;
    this.#actors = answerOf({ items: actors });
    this.#places = answerOf({ items: places });
    this.#reports = answerOf({ items: reports });
    this.#processes = processes;
    this.#situation = answerOf(situation);
    this.#kinds = answerOf({
      items: Object.entries(kinds).map(([kind, entry]) => ({ kind, ...entry })),
    });
  }

  @Get('actors')
  actors(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    answer(this.#actors, known, reply);
  }

  @Get('places')
  places(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    answer(this.#places, known, reply);
  }

  @Get('reports')
  reports(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    answer(this.#reports, known, reply);
  }

  @Get('processes')
  processes(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    const founded = this.boards.model.index.founded();
    answer(answerOf({ items: knownProcesses(this.#processes, founded) }), known, reply);
  }

  @Get('situation')
  situation(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    answer(this.#situation, known, reply);
  }

  @Get('kinds')
  kinds(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    answer(this.#kinds, known, reply);
  }
}

function answerOf(value: unknown): Answer {
  const text = JSON.stringify(value);
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}

function answer(
  { etag, text }: Answer,
  ifNoneMatch: string | undefined,
  reply: FastifyReply,
): void {
  sendTagged(reply, { etag, ifNoneMatch, body: () => text });
}
