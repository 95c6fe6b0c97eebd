import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DevelopmentsList } from '../developments/developments-list.ts';
import { StateModule } from '../state/state.module.ts';
import { ChangeDevelopment, developmentDecider } from './change-development.ts';
import { ChangeDispute, disputeDecider } from './change-dispute.ts';
import { Commands } from './commands.service.ts';
import { Decisions } from './decisions.ts';
import { handlerFor } from './handler-for.ts';
import { joinDecider, JoinDevelopments } from './join-developments.ts';

/** Everything that writes goes through here: one line for each decider. */
@Module({
  imports: [CqrsModule, StateModule],
  providers: [
    Commands,
    Decisions,
    DevelopmentsList,
    handlerFor(ChangeDevelopment, developmentDecider),
    handlerFor(JoinDevelopments, joinDecider),
    handlerFor(ChangeDispute, disputeDecider),
  ],
  exports: [Commands, CqrsModule, DevelopmentsList],
})
export class CommandingModule {}
