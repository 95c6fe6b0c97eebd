import type { BoardsChanged, LiveEvent, LiveServerMessages } from '@ceasefire/contracts';
import { io, type Socket } from 'socket.io-client';
import { Acknowledging } from './acknowledging.ts';
import { initialLive, receive, resumeFrom, type LiveSignal, type LiveState } from './live-state.ts';

/** What the page does with what arrives. Each promise is awaited before the next message is taken in. */
export interface LiveListener {
  onState(state: LiveState): void;
  onEvents(events: readonly LiveEvent[]): Promise<void>;
  onBoards(message: BoardsChanged): Promise<void>;
  /** Fetch everything anew; resolves with what it read. */
  onReload(): Promise<{ readonly epoch: string; readonly position: number }>;
}

const RETRY_MS = { first: 500, most: 5_000 };
/** A handshake that a proxy cuts off is only noticed by this time-out, in milliseconds. */
const HANDSHAKE_MS = 8_000;

/** The one subscription of the page to the namespace `/live`. */
export class LiveSocket {
  #state: LiveState = initialLive;
  #work: Promise<void> = Promise.resolve();
  readonly #acknowledging = new Acknowledging(() => !document.hidden);
  readonly #listener: LiveListener;
  readonly #socket: Socket<LiveServerMessages>;

  constructor(listener: LiveListener) {
    this.#listener = listener;
    this.#socket = io('/live', {
      transports: ['websocket'],
      autoConnect: false,
      reconnectionDelay: RETRY_MS.first,
      reconnectionDelayMax: RETRY_MS.most,
      timeout: HANDSHAKE_MS,
      auth: (give) => {
        give(resumeFrom(this.#state));
      },
    });
    this.#listen();
  }

  /** Begins to follow the log after `position`, which the page has read over HTTP. */
  start(epoch: string, position: number): void {
    this.#take({ type: 'loaded', epoch, position, at: Date.now() });
    this.#socket.connect();
  }

  /** Notes that the API answered over HTTP. */
  confirm(): void {
    this.#take({ type: 'confirmed', at: Date.now() });
  }

  /** Ends the subscription for good. */
  stop(): void {
    this.#socket.removeAllListeners();
    this.#socket.disconnect();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('welcome', (message) => {
      this.#take({ type: 'welcome', message, at: Date.now() });
    });
    socket.on('reset', (message) => {
      this.#take({ type: 'reset', message, at: Date.now() });
    });
    socket.on('tick', (message) => {
      this.#take({ type: 'tick', message, at: Date.now() });
    });
    socket.on('events', (batch, acknowledge) => {
      const isBehind = this.#state.applied < this.#state.head;
      this.#take({ type: 'events', batch, at: Date.now() });
      // Acknowledged only when applied, so that a slow page is not sent more than it can take.
      this.#queue(() => {
        this.#acknowledging.tookIn({ events: batch, isBehind }, acknowledge);
        return Promise.resolve();
      });
    });
    socket.on('boards', (message) => {
      this.#queue(() => this.#listener.onBoards(message));
    });
    socket.on('disconnect', (reason) => {
      this.#acknowledging.drop();
      if (reason === 'io client disconnect') return;
      this.#take({ type: 'disconnected', at: Date.now() });
      this.#retryWhereNobodyElseDoes();
    });
    socket.on('connect_error', () => {
      this.#take({ type: 'disconnected', at: Date.now() });
      this.#retryWhereNobodyElseDoes();
    });
  }

  /** The client library retries a lost transport, but not a connection that the server closed or refused. */
  #retryWhereNobodyElseDoes(): void {
    if (this.#socket.active) return;
    setTimeout(() => this.#socket.connect(), RETRY_MS.most);
  }

  #take(signal: LiveSignal): void {
    const { state, apply, cure } = receive(this.#state, signal);
    this.#state = state;
    this.#listener.onState(state);
    if (apply.length > 0) this.#queue(() => this.#listener.onEvents(apply));
    if (cure === 'resume') this.#socket.disconnect().connect();
    if (cure === 'reload') this.#queue(() => this.#reload());
  }

  async #reload(): Promise<void> {
    this.#socket.disconnect();
    const { epoch, position } = await this.#listener.onReload();
    this.start(epoch, position);
  }

  #queue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      // A message that could not be taken in is asked for again by a fresh read.
      console.error('A live message could not be applied; reading everything again.', error);
      setTimeout(() => this.#queue(() => this.#reload()), RETRY_MS.most);
    });
  }
}
