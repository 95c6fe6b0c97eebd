import { setTimeout as delay } from 'node:timers/promises';
import { type EventLog, LogUnavailable, QueueFull, VersionConflict } from '@ceasefire/event-store';
import { RecordRefused } from '../import-record.ts';
import { idsOf, type ReadyCommand } from '../commands/ready-command.ts';
import { layered, type SingleCommand } from '../commands/single-command.ts';

/** Enough that a full batch of the log waits while one is under way; what is in flight is all that the garbage collector copies. */
const mostInFlight = 2_560;
const enoughInFlight = 2_048;

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

  /**
   * Answers a promise when there is no room for more; it resolves when there is. Until it is stored a command is kept as it was given, and as
   * little beside it as can be. @throws what an earlier append failed with
   */
  send(command: ReadyCommand | SingleCommand): Promise<void> | undefined {
    this.#inFlight += 1;
    this.#log.append(inLayers(command).append).then(
      () => {
        this.recorded += 'texts' in command ? command.texts.length : 1;
        this.#ended();
      },
      (error: unknown) => this.#mend(inLayers(command), error).then(this.#ended, this.#failed),
    );
    return this.#inFlight >= mostInFlight ? this.#until(enoughInFlight) : undefined;
  }

  /** Appends one command after all before it; the position of its first event. */
  async sendAlone(command: ReadyCommand): Promise<number> {
    await this.settled();
    try {
      const { firstPosition } = await this.#log.append(command.append);
      this.#took(command);
      return firstPosition;
    } catch (error) {
      return this.#mend(command, error);
    }
  }

  /** Waits for everything under way. @throws what an append failed with */
  settled(): Promise<void> {
    return this.#until(0);
  }

  #took({ texts }: ReadyCommand): void {
    this.recorded += texts.length;
  }

  readonly #ended = (): void => {
    this.#inFlight -= 1;
    if (this.#inFlight <= this.#awaited) this.#wake?.();
  };

  readonly #failed = (error: unknown): void => {
    this.#failure ??= error;
    this.#ended();
  };

  async #until(count: number): Promise<void> {
    this.#awaited = count;
    while (this.#inFlight > count)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    if (this.#failure !== undefined) throw this.#failure as Error;
  }

  /** Goes on with an append that failed; the position of its first event. @throws what cannot be mended */
  async #mend(command: ReadyCommand, first: unknown): Promise<number> {
    let failure = first;
    for (let attempt = 1; ; attempt += 1) {
      if (failure instanceof VersionConflict) return this.#found(command, failure);
      const passes = failure instanceof LogUnavailable || failure instanceof QueueFull;
      if (!passes || attempt >= mostAttempts) throw failure as Error;
      await delay(pauseMs);
      try {
        const { firstPosition } = await this.#log.append(command.append);
        this.#took(command);
        return firstPosition;
      } catch (error) {
        failure = error;
      }
    }
  }

  /** The connection may have broken after the events were stored: then they are there. @throws RecordRefused when others are */
  async #found(command: ReadyCommand, conflict: VersionConflict): Promise<number> {
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
    return event.position;
  }
}

const inLayers = (command: ReadyCommand | SingleCommand): ReadyCommand =>
  'append' in command ? command : layered(command);
