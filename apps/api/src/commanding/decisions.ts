import { randomUUID } from 'node:crypto';
import { DomainError, type StreamDecision } from '@ceasefire/domain';
import {
  type AppendCommand,
  type Appended,
  type EventLog,
  type EventMeta,
  type RecordedEvent,
  VersionConflict,
} from '@ceasefire/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '../problems/problem.ts';
import { CLOCK, EVENT_LOG, type Clock } from '../tokens.ts';
import type { Decided, Decider, Message, ReadStream } from './decider.ts';
import type { Envelope, Outcome } from './envelope.ts';
import { KNOWLEDGE, type KnowledgeSource } from './knowledge.ts';
import { overtaken, refusalOf, stale } from './refusal.ts';

/** How often a decision is made anew because somebody else wrote first. */
const mostAttempts = 4;

/** No stream gets there: a write that expects it is taken only as the repetition of an earlier command. */
const unreachableVersion = 2 ** 31 - 1;

/** Reads, decides and appends, so that every event rests on what the decider saw. */
@Injectable()
export class Decisions {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(KNOWLEDGE) private readonly knowledge: KnowledgeSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Carries a message out.
   * @throws Problem 404, 409, 412 or 422 when it is refused
   * @throws CommandReused, QueueFull, LogUnavailable as the log does
   */
  async take<M extends Message>(message: M, decider: Decider<M>): Promise<Outcome> {
    try {
      return await this.#attempt(message, decider);
    } catch (error) {
      if (!(error instanceof DomainError || error instanceof Problem)) throw error;
      // A repeated command meets its own effect: it is answered as it was the first time.
      const appended = await this.#earlier(message, decider.streams(message)[0]);
      if (appended !== undefined) return { stored: true, appended };
      throw refusalOf(error);
    }
  }

  async #attempt<M extends Message>(message: M, decider: Decider<M>): Promise<Outcome> {
    const { envelope } = message;
    let conflict: VersionConflict | undefined;
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const decided = await this.#decide(message, decider);
      if (envelope.dryRun) return { stored: false, events: await this.#foresee(decided, envelope) };
      try {
        const appended = await this.log.append(commandOf(decided, envelope));
        return { stored: true, appended };
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
        if (envelope.expectedVersion !== undefined)
          throw stale(envelope.expectedVersion, error.actual);
        conflict = error;
      }
    }
    throw overtaken(conflict);
  }

  async #decide<M extends Message>(
    message: M,
    decider: Decider<M>,
  ): Promise<readonly StreamDecision<Decided>[]> {
    const [guarded, ...others] = decider.streams(message);
    const read = await this.#read([guarded, ...others]);
    const { expectedVersion } = message.envelope;
    const version = read(guarded).length;
    const isStale = expectedVersion !== undefined && version !== expectedVersion;
    // What is not there the decider refuses in its own words, if there is nothing to be done with it.
    if (isStale && version > 0) throw stale(expectedVersion, version);
    const decided = await this.#judge(() =>
      decider.decide(message, read, this.knowledge.current()),
    );
    if (isStale) throw stale(expectedVersion, version);
    return decided;
  }

  /** Decides once more where this node did not know yet what was recorded before. */
  async #judge<Result>(decide: () => Result): Promise<Result> {
    try {
      return decide();
    } catch (error) {
      if (!(error instanceof DomainError) || !(await this.knowledge.refresh())) throw error;
      return decide();
    }
  }

  async #read(streams: readonly string[]): Promise<ReadStream> {
    const names = [...new Set(streams)];
    const found = await Promise.all(
      names.map(async (name) => [name, await this.log.readStream(name)] as const),
    );
    const byName = new Map<string, readonly RecordedEvent[]>(found);
    return (stream) => byName.get(stream) ?? [];
  }

  /** What the first command with this id was answered; undefined when there was none, or the message has no id. */
  async #earlier({ envelope }: Message, stream: string): Promise<Appended | undefined> {
    if (envelope.commandId === undefined || envelope.dryRun) return undefined;
    const probe = { stream, expected: unreachableVersion, events: [] };
    try {
      return await this.log.append({ ...commandOf([], envelope), writes: [probe] });
    } catch (error) {
      if (error instanceof VersionConflict) return undefined;
      throw error;
    }
  }

  /** The events as the log would hand them back, had they been appended now. */
  async #foresee(
    decisions: readonly StreamDecision<Decided>[],
    envelope: Envelope,
  ): Promise<readonly RecordedEvent[]> {
    let { position } = await this.log.head();
    const recordedAt = new Date(this.clock()).toISOString();
    return decisions.flatMap(({ stream, expected, events }) =>
      events.map(({ type, data }, index) => ({
        position: (position += 1),
        id: randomUUID(),
        stream,
        version: expected + index + 1,
        type,
        schemaVersion: 1,
        recordedAt,
        meta: metaOf(envelope),
        data,
      })),
    );
  }
}

function commandOf(
  decisions: readonly StreamDecision<Decided>[],
  envelope: Envelope,
): AppendCommand {
  const { commandId, fingerprint } = envelope;
  let eventId = envelope.eventId;
  const nextId = (): string => {
    const id = eventId ?? randomUUID();
    eventId = undefined;
    return id;
  };
  return {
    writes: decisions.map(({ stream, expected, events }) => ({
      stream,
      expected,
      events: events.map(({ type, data }) => ({ id: nextId(), type, data })),
    })),
    meta: metaOf(envelope),
    ...(commandId !== undefined && { commandId }),
    ...(fingerprint !== undefined && { fingerprint }),
  };
}

const metaOf = ({ recordedBy, correlationId, reason }: Envelope): EventMeta => ({
  recordedBy,
  correlationId,
  ...(reason !== undefined && { reason }),
});
