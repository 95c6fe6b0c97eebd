import type { BoardsChanged, LiveServerMessages } from '@ceasefire/contracts';
import type { Socket } from 'socket.io';
import type { LogTail } from '../database/log-tail.ts';
import { follow } from './follow.ts';
import { Outstanding } from './outstanding.ts';
import { PendingBoards } from './pending-boards.ts';

export type LiveSocket = Socket<Record<string, never>, LiveServerMessages>;

/** A client that has not acknowledged a message for so long is cut off; it resumes from its own position when it comes back. */
const usualPatienceMs = 30_000;

interface LiveClientOptions {
  /** The last position that the client has. */
  readonly from: number;
  readonly acknowledgeWithinMs: number | undefined;
}

/** One connected client: sends it the events after its position, and boards after the events that changed them. */
export class LiveClient {
  readonly #socket: LiveSocket;
  readonly #outstanding = new Outstanding();
  readonly #boards = new PendingBoards();
  readonly #end = new AbortController();
  readonly #patienceMs: number;
  #position: number;

  constructor(socket: LiveSocket, { from, acknowledgeWithinMs }: LiveClientOptions) {
    this.#socket = socket;
    this.#position = from;
    this.#patienceMs = acknowledgeWithinMs ?? usualPatienceMs;
    socket.once('disconnect', () => this.#end.abort());
  }

  /** Follows the log until the client is gone. Never throws. */
  async run(tail: LogTail): Promise<void> {
    for await (const { events, reachesHead } of follow(tail, this.#position, this.#end.signal)) {
      await this.#outstanding.room(this.#end.signal);
      if (this.#end.signal.aborted) return;
      this.#outstanding.sent(events.length, reachesHead);
      this.#socket.timeout(this.#patienceMs).emit('events', events, (error: Error | null) => {
        if (error) this.#socket.disconnect(true);
        else this.#acknowledged(events.length);
      });
      this.#position = events.at(-1)?.position ?? this.#position;
      this.#tellBoards();
    }
  }

  /** Tells the client of changed boards as soon as it has the events that changed them. */
  boardsChanged(change: BoardsChanged): void {
    this.#boards.add(change);
    this.#tellBoards();
  }

  #acknowledged(count: number): void {
    this.#outstanding.acknowledged(count);
    this.#tellBoards();
  }

  #tellBoards(): void {
    if (this.#end.signal.aborted) return;
    // A client that is behind gets one message with the newest boards once it has room again.
    const behind = this.#outstanding.events > 0 && !this.#outstanding.hasRoom;
    const change = behind ? undefined : this.#boards.take(this.#position);
    if (change !== undefined) this.#socket.emit('boards', change);
  }
}
