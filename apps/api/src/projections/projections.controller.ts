import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { ProjectionRunner, ProjectionStatus } from '@ceasefire/event-store';
import { Requires } from '../access/requires.ts';
import { PROJECTION_RUNNER } from '../tokens.ts';

/** How the projections do, for operators. */
@Controller('api/v1/admin/projections')
@Requires('operator')
export class ProjectionsController {
  constructor(@Inject(PROJECTION_RUNNER) private readonly runner: ProjectionRunner) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  list(): Promise<readonly ProjectionStatus[]> {
    return this.runner.status();
  }
}
