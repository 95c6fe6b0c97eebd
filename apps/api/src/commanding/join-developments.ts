import {
  decideMerge,
  decideSplit,
  developmentStream,
  type MergeDevelopments,
  type SplitDevelopments,
} from '@ceasefire/domain';
import { Command } from '@nestjs/cqrs';
import { foldDevelopment } from './change-development.ts';
import type { Decider } from './decider.ts';
import type { Envelope, Outcome } from './envelope.ts';

/** A merge, or the undoing of one; `from` names the developments that the undone merge took in. */
export type JoinCommand =
  | ({ readonly type: 'Merge' } & MergeDevelopments)
  | ({ readonly type: 'Split'; readonly from: readonly string[] } & SplitDevelopments);

/** A command on several developments at once. */
export class JoinDevelopments extends Command<Outcome> {
  constructor(
    readonly command: JoinCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

/** The decider behind `JoinDevelopments`. */
export const joinDecider: Decider<JoinDevelopments> = {
  streams: ({ command }) => [
    developmentStream(command.into),
    ...command.from.map(developmentStream),
  ],
  decide: ({ command }, read) => {
    const find = (id: string) => foldDevelopment(read(developmentStream(id)));
    switch (command.type) {
      case 'Merge':
        return decideMerge(command, find);
      case 'Split':
        return decideSplit(command, find);
    }
  },
};
