import { Module } from '@nestjs/common';
import { KNOWLEDGE } from '../commanding/knowledge.ts';
import { BoardKnowledge } from './board-knowledge.ts';
import { BoardsService } from './boards.service.ts';
import { Moments } from './moments.ts';
import { StateAnswers } from './state-answers.ts';
import { StateController } from './state.controller.ts';
import { WarmUp } from './warm-up.ts';

/** The boards, what they were, and what follows from them for deciders. */
@Module({
  controllers: [StateController],
  providers: [
    BoardsService,
    Moments,
    StateAnswers,
    WarmUp,
    { provide: KNOWLEDGE, useClass: BoardKnowledge },
  ],
  exports: [BoardsService, WarmUp, KNOWLEDGE],
})
export class StateModule {}
