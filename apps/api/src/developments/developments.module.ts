import { Module } from '@nestjs/common';
import { CommandingModule } from '../commanding/commanding.module.ts';
import { StateModule } from '../state/state.module.ts';
import { DevelopmentStream } from './development-stream.ts';
import { DevelopmentsController } from './developments.controller.ts';
import { EditingController } from './editing.controller.ts';
import { KnownFilters } from './known-filters.ts';
import { MergesController } from './merges.controller.ts';
import { RecordedMerges } from './recorded-merges.ts';

/** Developments: reading, recording, changing and joining them. */
@Module({
  imports: [CommandingModule, StateModule],
  controllers: [DevelopmentsController, EditingController, MergesController],
  providers: [DevelopmentStream, KnownFilters, RecordedMerges],
})
export class DevelopmentsModule {}
