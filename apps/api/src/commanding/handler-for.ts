import { Inject, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { within } from '../tracing/spans.ts';
import type { Decider, Message } from './decider.ts';
import { Decisions } from './decisions.ts';
import type { Outcome } from './envelope.ts';

/** The handler that puts a decider behind its message on the bus. */
export function handlerFor<M extends Message>(
  message: Type<M>,
  decider: Decider<M>,
): Type<ICommandHandler> {
  class Handler {
    constructor(@Inject(Decisions) private readonly decisions: Decisions) {}

    execute(command: M): Promise<Outcome> {
      const attributes = { 'correlation.id': command.envelope.correlationId };
      return within(`command ${message.name}`, attributes, () =>
        this.decisions.take(command, decider),
      );
    }
  }
  CommandHandler(message as Type)(Handler);
  return Handler;
}
