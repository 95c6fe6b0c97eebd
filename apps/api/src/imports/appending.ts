import { setTimeout as delay } from 'node:timers/promises';
import {
  type AppendCommand,
  type Appended,
  type EventLog,
  LogUnavailable,
  QueueFull,
  VersionConflict,
} from '@ceasefire/event-store';
import type { Decision } from './import-world.ts';
import { RecordRefused } from './import-record.ts';
import type { Intent } from './intent.ts';

/** Enough for several full batches of the log, few enough for its queue. */
const mostInFlight = 4_000;

/** How often an append is tried again while the database is away, and how long each pause is: a minute in all. */
const mostAttempts = 60;
const pauseMs = 1_000;

/** Appends what was decided, many commands at a time, in their order. */
export class Appending {
  recorded = 0;
  readonly #log: Pick<EventLog, 'append' | 'readStream'>;
  #inFlight = 0;
  #failure: unknown;
  #wake: (() => void) | undefined;

  constructor(log: Pick<EventLog, 'append' | 'readStream'>) {
    this.#log = log;
  }

  /** Resolves when there is room for more. @throws what an earlier append failed with */
  async send(intent: Intent, decision: Decision): Promise<void> {
    this.#inFlight += 1;
    this.#append(intent, decision)
      .catch((error: unknown) => (this.#failure ??= error))
      .finally(() => {
        this.#inFlight -= 1;
        this.#wake?.();
      });
    if (this.#inFlight >= mostInFlight) await this.#until(mostInFlight / 2);
  }

  /** Appends one command after all before it; the position of its first event. */
  async sendAlone(intent: Intent, decision: Decision): Promise<number> {
    await this.settled();
    return (await this.#append(intent, decision)).firstPosition;
  }

  /** Waits for everything under way. @throws what an append failed with */
  settled(): Promise<void> {
    return this.#until(0);
  }

  async #until(count: number): Promise<void> {
    while (this.#inFlight > count)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    if (this.#failure !== undefined) throw this.#failure as Error;
  }

  async #append(intent: Intent, decision: Decision): Promise<Appended> {
    const command = commandOf(intent, decision);
    for (let attempt = 1; ; attempt += 1)
      try {
        const appended = await this.#log.append(command);
        this.recorded += intent.eventIds.length;
        return appended;
      } catch (error) {
        if (error instanceof VersionConflict) return this.#found(intent, error);
        const passes = error instanceof LogUnavailable || error instanceof QueueFull;
        if (!passes || attempt >= mostAttempts) throw error;
        await delay(pauseMs);
      }
  }

  /** The connection may have broken after the events were stored: then they are there. @throws RecordRefused when others are */
  async #found({ line, eventIds }: Intent, conflict: VersionConflict): Promise<Appended> {
    const { stream } = conflict;
    const event = (await this.#log.readStream(stream)).find(({ id }) => id === eventIds[0]);
    if (event === undefined)
      throw new RecordRefused([
        {
          pointer: '',
          detail: `of line ${String(line)} meets a change of ${stream} made meanwhile; import again`,
        },
      ]);
    const { position } = event;
    const lastPosition = position + eventIds.length - 1;
    return { firstPosition: position, lastPosition, versions: {}, duplicate: true };
  }
}

function commandOf({ eventIds, meta }: Intent, decision: Decision): AppendCommand {
  let next = 0;
  return {
    meta,
    writes: decision.map(({ stream, expected, events }) => ({
      stream,
      expected,
      events: events.map(({ type, data }) => ({ id: eventIds[next++] ?? '', type, data })),
    })),
  };
}
