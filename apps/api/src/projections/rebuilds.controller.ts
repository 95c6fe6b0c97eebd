import { Body, Controller, Delete, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  projectionParams,
  rebuildQuery,
  type RebuildStarted,
  type RolledBack,
} from '@ceasefire/contracts';
import { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { KeptAnswers } from '../repeating/kept-answers.ts';
import { Repeated } from '../repeating/repeated.ts';
import type { RequestIdentity } from '../repeating/request-identity.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';
import { RebuildsService } from './rebuilds.service.ts';

/** No body says anything here; one that tries is told so, as a rebuild that starts over cannot be taken back. */
const nothingBody = z.strictObject({});
const nothing = (): ParameterDecorator => Body(new ZodPipe(nothingBody));

interface Named {
  readonly name: string;
}

/** Folding a projection anew while it serves, for operators. */
@Controller('api/v1/admin/projections/:name')
@Requires('operator')
export class RebuildsController {
  constructor(
    @Inject(RebuildsService) private readonly rebuilds: RebuildsService,
    @Inject(KeptAnswers) private readonly answers: KeptAnswers,
  ) {}

  @Post('rebuilds')
  @HttpCode(202)
  start(
    @Param(new ZodPipe(projectionParams)) { name }: Named,
    @Query(new ZodPipe(rebuildQuery)) { fresh }: { fresh: boolean },
    @nothing() _body: object,
    @Repeated({ body: nothingBody, query: rebuildQuery }) identity: RequestIdentity | undefined,
  ): Promise<RebuildStarted> {
    return this.answers.once(identity, () => this.rebuilds.start(name, fresh));
  }

  @Delete('rebuilds/current')
  @HttpCode(204)
  stop(@Param(new ZodPipe(projectionParams)) { name }: Named): Promise<void> {
    return this.rebuilds.stop(name);
  }

  @Post('rollback')
  @HttpCode(200)
  rollBack(
    @Param(new ZodPipe(projectionParams)) { name }: Named,
    @nothing() _body: object,
    @Repeated({ body: nothingBody }) identity: RequestIdentity | undefined,
  ): Promise<RolledBack> {
    return this.answers.once(identity, () => this.rebuilds.rollBack(name));
  }
}
