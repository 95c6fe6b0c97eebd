import type { BoardsChanged, LiveEvent, LiveServerMessages } from '@ceasefire/contracts';
import type { Socket } from 'socket.io';
import type { LivePages } from './live-pages.ts';
import { Outstanding } from './outstanding.ts';
import { PendingBoards } from './pending-boards.ts';

export type LiveSocket = Socket<Record<string, never>, LiveServerMessages>;

/** Serves clients that have everything, all of them together. */
export interface Company {
  /** Whether a client has everything, and acknowledges what it is sent. */
  admits(client: LiveClient): boolean;
  /** Serves an admitted client; resolves when it has fallen behind or is gone. */
  stay(client: LiveClient): Promise<void>;
}

/** One connected client: what it has, what it has not acknowledged, and what of the boards it has yet to be told. */
export class LiveClient {
  readonly #socket: LiveSocket;
  readonly #outstanding = new Outstanding();
  readonly #boards = new PendingBoards();
  readonly #end = new AbortController();
  #position: number;

  /** `from` is the last position that the client has. */
  constructor(socket: LiveSocket, from: number) {
    this.#socket = socket;
    this.#position = from;
    socket.once('disconnect', () => this.#end.abort());
  }

  /** The last position that it was sent. */
  get position(): number {
    return this.#position;
  }

  /** Aborted when the client is gone. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** True when it has been sent too much that it has not acknowledged. */
  get isBehind(): boolean {
    return this.#outstanding.isFull;
  }

  /** Follows the log until the client is gone: alone while it catches up, with all the others once it has everything. */
  async run(pages: LivePages, company: Company): Promise<void> {
    while (!this.signal.aborted) {
      if (company.admits(this)) await company.stay(this);
      else if (!this.#outstanding.isEmpty) await this.#outstanding.none(this.signal);
      else this.send(await pages.next(this.#position, this.signal));
    }
  }

  /** Sends the events that follow its position, in one message. The array is shared with other clients. */
  send(events: LiveEvent[]): void {
    const last = events.at(-1);
    if (last === undefined || this.signal.aborted) return;
    const upTo = this.#outstanding.sent(events.length, performance.now());
    const acknowledged = (): void => {
      this.#forgetBefore(acknowledged);
      this.#outstanding.acknowledged(upTo, performance.now());
      this.#tellBoards();
    };
    this.#socket.emit('events', events, acknowledged);
    this.#position = last.position;
    this.#tellBoards();
  }

  /** Tells it of changed boards as soon as it has the events that changed them. */
  boardsChanged(change: BoardsChanged): void {
    this.#boards.add(change);
    this.#tellBoards();
  }

  /** Lets it go if it has acknowledged nothing for longer than `patienceMs`; it resumes from its own position when it comes back. */
  letGoIfQuiet(patienceMs: number): void {
    if (this.#outstanding.quietForMs(performance.now()) > patienceMs) this.#socket.disconnect(true);
  }

  /** Socket.IO keeps what is to be called for a message until that very message is acknowledged; a later one stands for it here. */
  #forgetBefore(acknowledged: () => void): void {
    const { acks } = this.#socket as unknown as { readonly acks: Map<number, () => void> };
    for (const [id, kept] of acks) {
      if (kept === acknowledged) return;
      acks.delete(id);
    }
  }

  #tellBoards(): void {
    // One that is behind gets one message with the newest boards once it has room again.
    if (this.signal.aborted || this.#outstanding.isFull) return;
    const change = this.#boards.take(this.#position);
    if (change !== undefined) this.#socket.emit('boards', change);
  }
}
