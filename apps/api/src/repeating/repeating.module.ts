import { Module } from '@nestjs/common';
import { KeptAnswers } from './kept-answers.ts';

/** First answers to requests that write no event, for those who repeat them. */
@Module({ providers: [KeptAnswers], exports: [KeptAnswers] })
export class RepeatingModule {}
