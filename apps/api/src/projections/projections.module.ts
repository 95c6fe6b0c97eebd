import { Module } from '@nestjs/common';
import { RepeatingModule } from '../repeating/repeating.module.ts';
import { InterventionsController } from './interventions.controller.ts';
import { InterventionsService } from './interventions.service.ts';
import { RebuildsController } from './rebuilds.controller.ts';
import { RebuildsService } from './rebuilds.service.ts';
import { ProjectionsController } from './projections.controller.ts';

/** How the projections do, how they are folded anew while they serve, and how a stopped one gets past its event. */
@Module({
  imports: [RepeatingModule],
  controllers: [ProjectionsController, RebuildsController, InterventionsController],
  providers: [RebuildsService, InterventionsService],
})
export class ProjectionsModule {}
