import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import {
  type CompareQuery,
  compareQuery,
  type Comparison,
  type MomentQuery,
  momentQuery,
  negotiationParams,
  type Transitions,
  type TransitionsQuery,
  transitionsQuery,
} from '@ceasefire/contracts';
import { type Dispute, formatInstant, type Issue } from '@ceasefire/domain';
import type { FastifyReply } from 'fastify';
import type { LogTail } from '../database/log-tail.ts';
import { notFound } from '../problems/problem.ts';
import { sendTagged } from '../reading/entity-tag.ts';
import { LOG_TAIL } from '../tokens.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';
import { BoardsService } from './boards.service.ts';
import { compareReadings, type ComparedReading } from './comparison.ts';
import { Moments } from './moments.ts';
import { StateAnswers } from './state-answers.ts';

/** Which log, and up to where it was read. */
interface Place {
  readonly epoch: string;
  readonly position: number;
}

/** The boards at any moment, for everybody. */
@Controller('api/v1')
export class StateController {
  constructor(
    @Inject(BoardsService) private readonly boards: BoardsService,
    @Inject(Moments) private readonly moments: Moments,
    @Inject(StateAnswers) private readonly answers: StateAnswers,
    @Inject(LOG_TAIL) private readonly tail: LogTail,
  ) {}

  @Get('state')
  async state(
    @Query(new ZodPipe(momentQuery)) query: MomentQuery,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { etag, body, letGo } = this.answers.at(await this.moments.at(query));
    reply.raw.once('close', letGo);
    sendTagged(reply, { etag, ifNoneMatch, body: () => body });
  }

  @Get('transitions')
  async transitions(
    @Query(new ZodPipe(transitionsQuery)) query: TransitionsQuery,
  ): Promise<Transitions> {
    const moment = await this.moments.at(query);
    const items = [...this.boards.model.index.transitionsAt(moment)] as Transitions['items'];
    return { ...this.#place(moment.position), items };
  }

  @Get('compare')
  async compare(@Query(new ZodPipe(compareQuery)) query: CompareQuery): Promise<Comparison> {
    const { position } = query;
    const from = await this.moments.at({ ...query.from, position });
    const to = await this.moments.at({ ...query.to, position });
    const { index } = this.boards.model;
    const [earlier, later]: [ComparedReading, ComparedReading] = [
      { asOfMs: from.asOf ?? from.now, boards: index.boardsAt(from) },
      { asOfMs: to.asOf ?? to.now, boards: index.boardsAt(to) },
    ];
    // Of the later moment: the earlier one does not know the way yet.
    const last = earlier.asOfMs > later.asOfMs ? from : to;
    return {
      ...this.#place(to.position),
      from: clocksOf(from),
      to: clocksOf(to),
      ...compareReadings(earlier, later, index.transitionsAt(last)),
    };
  }

  @Get('disputes')
  async disputes(
    @Query(new ZodPipe(momentQuery)) query: MomentQuery,
  ): Promise<Place & { items: readonly Dispute[] }> {
    const moment = await this.moments.at(query);
    const { disputes } = this.boards.model.index.boardsAt(moment);
    return { ...this.#place(moment.position), items: disputes };
  }

  @Get('negotiations/:id/issues')
  async issues(
    @Param(new ZodPipe(negotiationParams)) { id }: { id: string },
    @Query(new ZodPipe(momentQuery)) query: MomentQuery,
  ): Promise<Place & { negotiation: string; items: readonly Issue[] }> {
    const moment = await this.moments.at(query);
    const { negotiations } = this.boards.model.index.boardsAt(moment);
    const negotiation = negotiations.find((each) => each.id === id);
    if (negotiation === undefined) throw notFound(`negotiation ${id}`);
    return { ...this.#place(moment.position), negotiation: id, items: negotiation.issues };
  }

  #place(position: number | null): Place {
    return { epoch: this.tail.epoch, position: position ?? this.boards.model.position };
  }
}

const clocksOf = ({
  asOf,
  knownAt,
  now,
}: {
  asOf: number | null;
  knownAt: number | null;
  now: number;
}) => ({
  asOf: formatInstant(asOf ?? now),
  knownAt: knownAt === null ? null : formatInstant(knownAt),
});
