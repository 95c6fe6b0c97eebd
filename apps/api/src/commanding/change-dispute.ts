import {
  decideDispute,
  type DisputeCommand,
  type DisputeState,
  disputeStream,
  evolveDispute,
} from '@ceasefire/domain';
import { Command } from '@nestjs/cqrs';
import type { Decider } from './decider.ts';
import type { Envelope, Outcome } from './envelope.ts';

/** A command on the judgements of a contested subject. */
export class ChangeDispute extends Command<Outcome> {
  constructor(
    readonly command: DisputeCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

/** The decider behind `ChangeDispute`. */
export const disputeDecider: Decider<ChangeDispute> = {
  streams: ({ command }) => [disputeStream(command.subject)],
  decide: ({ command }, read, knowledge) => {
    const stream = disputeStream(command.subject);
    const recorded = read(stream);
    const state = recorded.reduce<DisputeState | undefined>(evolveDispute, undefined);
    return [
      { stream, expected: recorded.length, events: decideDispute(command, state, knowledge) },
    ];
  },
};
