import { setTimeout as delay } from 'node:timers/promises';
import {
  type Appended,
  type EventLog,
  LogUnavailable,
  QueueFull,
  VersionConflict,
} from '@ceasefire/event-store';
import { RecordRefused } from './import-record.ts';
import { idsOf, type ReadyCommand } from './ready-command.ts';

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
  /** With so few in flight, whoever waits goes on. */
  #awaited = 0;
  #failure: unknown;
  #wake: (() => void) | undefined;

  constructor(log: Pick<EventLog, 'append' | 'readStream'>) {
    this.#log = log;
  }

  /** Resolves when there is room for more. @throws what an earlier append failed with */
  async send(command: ReadyCommand): Promise<void> {
    this.#inFlight += 1;
    this.#append(command).then(this.#ended, (error: unknown) => {
      this.#failure ??= error;
      this.#ended();
    });
    if (this.#inFlight >= mostInFlight) await this.#until(mostInFlight / 2);
  }

  /** Appends one command after all before it; the position of its first event. */
  async sendAlone(command: ReadyCommand): Promise<number> {
    await this.settled();
    return (await this.#append(command)).firstPosition;
  }

  /** Waits for everything under way. @throws what an append failed with */
  settled(): Promise<void> {
    return this.#until(0);
  }

  readonly #ended = (): void => {
    this.#inFlight -= 1;
    if (this.#inFlight <= this.#awaited) this.#wake?.();
  };

  async #until(count: number): Promise<void> {
    this.#awaited = count;
    while (this.#inFlight > count)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    if (this.#failure !== undefined) throw this.#failure as Error;
  }

  async #append(command: ReadyCommand): Promise<Appended> {
    for (let attempt = 1; ; attempt += 1)
      try {
        const appended = await this.#log.append(command.append);
        this.recorded += command.texts.length;
        return appended;
      } catch (error) {
        if (error instanceof VersionConflict) return this.#found(command, error);
        const passes = error instanceof LogUnavailable || error instanceof QueueFull;
        if (!passes || attempt >= mostAttempts) throw error;
        await delay(pauseMs);
      }
  }

  /** The connection may have broken after the events were stored: then they are there. @throws RecordRefused when others are */
  async #found(command: ReadyCommand, conflict: VersionConflict): Promise<Appended> {
    const { line } = command;
    const { stream } = conflict;
    const eventIds = idsOf(command);
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
