import {
  decideDevelopment,
  type DevelopmentCommand,
  developmentStream,
  type DevelopmentState,
  evolveDevelopment,
} from '@ceasefire/domain';
import type { RecordedEvent } from '@ceasefire/event-store';
import { Command } from '@nestjs/cqrs';
import type { Decider } from './decider.ts';
import type { Envelope, Outcome } from './envelope.ts';

/** A command on one development. */
export class ChangeDevelopment extends Command<Outcome> {
  constructor(
    readonly id: string,
    readonly command: DevelopmentCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

/** What a development is after the events of its stream. */
export const foldDevelopment = (events: readonly RecordedEvent[]): DevelopmentState | undefined =>
  events.reduce<DevelopmentState | undefined>(evolveDevelopment, undefined);

/** The decider behind `ChangeDevelopment`. */
export const developmentDecider: Decider<ChangeDevelopment> = {
  streams: ({ id }) => [developmentStream(id)],
  decide: ({ id, command }, read, knowledge) => {
    const stream = developmentStream(id);
    const recorded = read(stream);
    const events = decideDevelopment(command, foldDevelopment(recorded), knowledge);
    return [{ stream, expected: recorded.length, events }];
  },
};
