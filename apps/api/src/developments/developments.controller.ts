import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import {
  developmentParams,
  developmentsQuery,
  type DevelopmentsPage,
  type DevelopmentsQuery,
  type History,
} from '@ceasefire/contracts';
import type { FastifyReply } from 'fastify';
import { sendTagged } from '../reading/entity-tag.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';
import { DevelopmentStream } from './development-stream.ts';
import { DevelopmentsList } from './developments-list.ts';
import { KnownFilters } from './known-filters.ts';

/** The developments, for everybody. */
@Controller('api/v1/developments')
export class DevelopmentsController {
  constructor(
    @Inject(DevelopmentsList) private readonly list: DevelopmentsList,
    @Inject(DevelopmentStream) private readonly stream: DevelopmentStream,
    @Inject(KnownFilters) private readonly filters: KnownFilters,
  ) {}

  @Get()
  async page(
    @Query(new ZodPipe(developmentsQuery)) query: DevelopmentsQuery,
  ): Promise<DevelopmentsPage> {
    await this.filters.check(query);
    return this.list.page(query);
  }

  @Get(':id')
  async get(
    @Param(new ZodPipe(developmentParams)) { id }: { id: string },
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const development = await this.stream.get(id);
    sendTagged(reply, {
      etag: `"${development.version}"`,
      ifNoneMatch,
      body: () => development,
    });
  }

  @Get(':id/history')
  history(@Param(new ZodPipe(developmentParams)) { id }: { id: string }): Promise<History> {
    return this.stream.history(id);
  }
}
