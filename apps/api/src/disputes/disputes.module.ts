import { Module } from '@nestjs/common';
import { CommandingModule } from '../commanding/commanding.module.ts';
import { DisputesController } from './disputes.controller.ts';

/** Judging what is contested. */
@Module({ imports: [CommandingModule], controllers: [DisputesController] })
export class DisputesModule {}
