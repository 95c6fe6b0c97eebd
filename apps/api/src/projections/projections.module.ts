import { Module } from '@nestjs/common';
import { RebuildsController } from './rebuilds.controller.ts';
import { RebuildsService } from './rebuilds.service.ts';
import { ProjectionsController } from './projections.controller.ts';

/** How the projections do, and how they are folded anew while they serve. */
@Module({
  controllers: [ProjectionsController, RebuildsController],
  providers: [RebuildsService],
})
export class ProjectionsModule {}
