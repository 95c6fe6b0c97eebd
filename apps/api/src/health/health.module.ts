import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.ts';
import { HealthService } from './health.service.ts';
import { StateModule } from '../state/state.module.ts';
import { SeedState } from './seed-state.ts';

/** Whether this node lives and can serve. */
@Module({
  imports: [StateModule],
  controllers: [HealthController],
  providers: [HealthService, SeedState],
  exports: [SeedState],
})
export class HealthModule {}
