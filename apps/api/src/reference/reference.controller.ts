import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { kinds } from '@ceasefire/domain';
import type { FastifyReply } from 'fastify';
import { sendTagged } from '../reading/entity-tag.ts';
import type { Situation } from '../situation/load-situation.ts';
import { SITUATION } from '../tokens.ts';

/** An answer that never changes while the process lives. */
interface Fixed {
  readonly etag: string;
  readonly text: string;
}

/** What the developments refer to: who, where, which report, which process, and the data dictionary. */
@Controller('api/v1')
export class ReferenceController {
  readonly #actors: Fixed;
  readonly #places: Fixed;
  readonly #reports: Fixed;
  readonly #processes: Fixed;
  readonly #situation: Fixed;
  readonly #kinds: Fixed;

  constructor(@Inject(SITUATION) { description, reports }: Situation) {
    const { actors, places, processes, ...situation } = description;
    this.#actors = fixed({ items: actors });
    this.#places = fixed({ items: places });
    this.#reports = fixed({ items: reports });
    this.#processes = fixed({ items: processes });
    this.#situation = fixed(situation);
    this.#kinds = fixed({
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
    answer(this.#processes, known, reply);
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

function fixed(value: unknown): Fixed {
  const text = JSON.stringify(value);
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}

function answer({ etag, text }: Fixed, ifNoneMatch: string | undefined, reply: FastifyReply): void {
  sendTagged(reply, { etag, ifNoneMatch, body: () => text });
}
