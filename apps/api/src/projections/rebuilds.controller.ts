import { Controller, Delete, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  projectionParams,
  rebuildQuery,
  type RebuildStarted,
  type RolledBack,
} from '@ceasefire/contracts';
import { Requires } from '../access/requires.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';
import { RebuildsService } from './rebuilds.service.ts';

interface Named {
  readonly name: string;
}

/** Folding a projection anew while it serves, for operators. */
@Controller('api/v1/admin/projections/:name')
@Requires('operator')
export class RebuildsController {
  constructor(@Inject(RebuildsService) private readonly rebuilds: RebuildsService) {}

  @Post('rebuilds')
  @HttpCode(202)
  start(
    @Param(new ZodPipe(projectionParams)) { name }: Named,
    @Query(new ZodPipe(rebuildQuery)) { fresh }: { fresh: boolean },
  ): Promise<RebuildStarted> {
    return this.rebuilds.start(name, fresh);
  }

  @Delete('rebuilds/current')
  @HttpCode(204)
  stop(@Param(new ZodPipe(projectionParams)) { name }: Named): Promise<void> {
    return this.rebuilds.stop(name);
  }

  @Post('rollback')
  @HttpCode(200)
  rollBack(@Param(new ZodPipe(projectionParams)) { name }: Named): Promise<RolledBack> {
    return this.rebuilds.rollBack(name);
  }
}
