import { connectLive, type PushedEvent } from './live-connection.ts';

/** What the clients of one process have seen, together. Times in milliseconds. */
export interface Tally {
  /** From the time in the event until it was received, of those that were recorded while their client was connected. */
  readonly liveMs: number[];
  /** From the beginning of a later connection until the client had all that it missed. */
  readonly resumeMs: number[];
  delivered: number;
  resumes: number;
  /** What must never happen: a gap, a repetition, a reset, a connection that the server ended. */
  readonly wrong: string[];
}

/** A client that drops its connection for 2 s in every 10 s, or never. */
export interface CrowdClient {
  /** The last position that it has; undefined before its first welcome. */
  position(): number | undefined;
  /** From now on, drops after `afterMs` and then every 10 s. */
  dropAfter(afterMs: number): void;
  /** Drops no more; one that is away comes back. */
  stay(): void;
  close(): void;
}

const awayMs = 2_000;
const everyMs = 10_000;

/** The time of the events: wall clock, with fractions of a millisecond. */
const now = (): number => performance.timeOrigin + performance.now();

class Client implements CrowdClient {
  readonly #url: string;
  readonly #tally: Tally;
  #epoch: string | undefined;
  #position: number | undefined;
  #connecting = 0;
  #welcomedAt = Infinity;
  #catchingUpTo: number | undefined;
  #drop: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #stays = true;

  constructor(url: string, tally: Tally) {
    this.#url = url;
    this.#tally = tally;
    this.#connect();
  }

  position(): number | undefined {
    return this.#position;
  }

  dropAfter(afterMs: number): void {
    this.#stays = false;
    this.#timer = setTimeout(() => this.#leave(), afterMs);
  }

  stay(): void {
    this.#stays = true;
    if (this.#welcomedAt < Infinity) clearTimeout(this.#timer);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#drop();
  }

  #leave(): void {
    this.#drop();
    this.#welcomedAt = Infinity;
    this.#timer = setTimeout(() => {
      this.#tally.resumes += 1;
      this.#connect();
      if (!this.#stays) this.dropAfter(everyMs - awayMs);
    }, awayMs);
  }

  #connect(): void {
    const [epoch, from] = [this.#epoch, this.#position];
    this.#connecting = now();
    this.#drop = connectLive(this.#url, {
      auth: epoch === undefined || from === undefined ? {} : { epoch, from },
      onWelcome: (of, head) => this.#welcomed(of, head),
      onEvents: (events) => this.#take(events),
      isBehind: () => this.#catchingUpTo !== undefined,
      onGone: (why) => this.#tally.wrong.push(`sent away: ${why}`),
    });
  }

  #welcomed(epoch: string, head: number): void {
    this.#welcomedAt = now();
    this.#epoch = epoch;
    if (this.#position === undefined) this.#position = head;
    else this.#catchingUpTo = head;
    this.#resumed();
  }

  #take(events: readonly PushedEvent[]): void {
    const received = now();
    for (const { position, recordedAt } of events) {
      if (position !== (this.#position ?? 0) + 1)
        this.#tally.wrong.push(`${position} after ${this.#position ?? 'nothing'}`);
      this.#position = position;
      this.#tally.delivered += 1;
      const recorded = Date.parse(recordedAt);
      if (recorded >= this.#welcomedAt) this.#tally.liveMs.push(received - recorded);
    }
    this.#resumed();
  }

  #resumed(): void {
    if (this.#catchingUpTo === undefined || (this.#position ?? 0) < this.#catchingUpTo) return;
    this.#catchingUpTo = undefined;
    this.#tally.resumeMs.push(now() - this.#connecting);
  }
}

/** Connects a client to the node at `url`; it begins at the head. */
export const crowdClient = (url: string, tally: Tally): CrowdClient => new Client(url, tally);
