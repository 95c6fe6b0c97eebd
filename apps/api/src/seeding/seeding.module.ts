import { Module } from '@nestjs/common';
import { CommandingModule } from '../commanding/commanding.module.ts';
import { HealthModule } from '../health/health.module.ts';
import { StateModule } from '../state/state.module.ts';
import { Seeder } from './seeder.ts';

/** What the product records by itself when it is started for the first time. */
@Module({
  imports: [CommandingModule, StateModule, HealthModule],
  providers: [Seeder],
  exports: [Seeder],
})
export class SeedingModule {}
