import type { Context, DisputeContext, StreamDecision } from '@ceasefire/domain';
import type { RecordedEvent } from '@ceasefire/event-store';
import type { Envelope } from './envelope.ts';

/** What is known beyond the streams: the situation, what was founded, what is contested. */
export type Knowledge = Context & DisputeContext;

/** An event before the log has given it its place. */
export interface Decided {
  readonly type: string;
  readonly data: unknown;
}

/** A message on the bus: a command and its envelope. */
export interface Message {
  readonly envelope: Envelope;
}

/** Hands out what stands on a stream that was asked for, oldest first. */
export type ReadStream = (stream: string) => readonly RecordedEvent[];

/** How a message becomes events: which streams it must see, and what it decides on them. */
export interface Decider<M extends Message> {
  /** The streams to read; the expected version of the envelope guards the first. */
  readonly streams: (message: M) => readonly [string, ...string[]];
  /** @throws DomainError when a rule refuses the command */
  readonly decide: (
    message: M,
    read: ReadStream,
    knowledge: Knowledge,
  ) => readonly StreamDecision<Decided>[];
}
