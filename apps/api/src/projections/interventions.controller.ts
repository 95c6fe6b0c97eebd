import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import {
  type Intervened,
  type Interventions,
  type InterventionsQuery,
  interventionsQuery,
  projectionParams,
  type RetryInput,
  retryInput,
  type SkipInput,
  skipInput,
} from '@ceasefire/contracts';
import { CorrelationId, type Principal, Who } from '../access/principal.ts';
import { Requires } from '../access/requires.ts';
import { KeptAnswers } from '../repeating/kept-answers.ts';
import { Repeated } from '../repeating/repeated.ts';
import type { RequestIdentity } from '../repeating/request-identity.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';
import { InterventionsService } from './interventions.service.ts';

const ofPath = (): ParameterDecorator => Param(new ZodPipe(projectionParams));

interface Named {
  readonly name: string;
}

/** Getting a stopped projection past its event, for operators. */
@Controller('api/v1/admin/projections/:name')
@Requires('operator')
export class InterventionsController {
  constructor(
    @Inject(InterventionsService) private readonly interventions: InterventionsService,
    @Inject(KeptAnswers) private readonly answers: KeptAnswers,
  ) {}

  @Post('retry')
  @HttpCode(200)
  retry(
    @ofPath() { name }: Named,
    @Body(new ZodPipe(retryInput)) { reason }: RetryInput,
    @Who() who: Principal,
    @CorrelationId() correlationId: string,
    @Repeated({ body: retryInput }) identity: RequestIdentity | undefined,
  ): Promise<Intervened> {
    return this.answers.once(identity, () =>
      this.interventions.retry(name, { reason, recordedBy: who.name, correlationId }),
    );
  }

  @Post('skip')
  @HttpCode(200)
  skip(
    @ofPath() { name }: Named,
    @Body(new ZodPipe(skipInput)) input: SkipInput,
    @Who() who: Principal,
    @CorrelationId() correlationId: string,
    @Repeated({ body: skipInput }) identity: RequestIdentity | undefined,
  ): Promise<Intervened> {
    return this.answers.once(identity, () =>
      this.interventions.skip(name, { ...input, recordedBy: who.name, correlationId }),
    );
  }

  @Get('interventions')
  @Header('Cache-Control', 'no-store')
  list(
    @ofPath() { name }: Named,
    @Query(new ZodPipe(interventionsQuery)) page: InterventionsQuery,
  ): Promise<Interventions> {
    return this.interventions.list(name, page);
  }
}
