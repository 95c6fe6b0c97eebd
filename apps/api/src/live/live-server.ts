import type { Server as HttpServer } from 'node:http';
import { liveAuthSchema, type BoardsChanged, type LiveServerMessages } from '@ceasefire/contracts';
import type { EventLog } from '@ceasefire/event-store';
import type { Logger } from 'pino';
import { Server, type Namespace } from 'socket.io';
import type { LogTail } from '../database/log-tail.ts';
import { fieldErrors } from '../problems/zod-problem.ts';
import { Audience } from './audience.ts';
import type { BoardFeed } from './board-feed.ts';
import { refuseHandshakes } from './handshake.ts';
import { inTurns } from './in-turns.ts';
import { LiveClient, type LiveSocket } from './live-client.ts';
import type { LivePages } from './live-pages.ts';
import type { Operators } from './operators.ts';
import { passOverUpgrades } from './passed-over-upgrades.ts';
import { PendingBoards } from './pending-boards.ts';
import { sharedParser } from './shared-encoder.ts';
import { resetOf, startingPoint } from './starting-point.ts';

type FromClient = Record<string, never>;
type Live = Namespace<FromClient, LiveServerMessages>;

/** Below which Socket.IO's clients connect. */
const path = '/socket.io/';

/** A client says nothing but its auth and acknowledgements. */
const mostBytesFromClient = 16_384;

/** A client that has acknowledged nothing for so long is let go. */
const usualPatienceMs = 30_000;

/** What the live server works with. Times in milliseconds. */
export interface LiveServerOptions {
  readonly httpServer: HttpServer;
  readonly log: Pick<EventLog, 'head'>;
  readonly tail: LogTail;
  readonly pages: LivePages;
  readonly boards: BoardFeed;
  readonly allowedOrigins: readonly string[];
  readonly logger: Logger;
  /** Without it a key means nothing. */
  readonly operators?: Operators;
  readonly tickEveryMs?: number;
  readonly acknowledgeWithinMs?: number;
}

/** The Socket.IO namespace `/live`: follows the log for every client that connects (contract: Live). */
export class LiveServer {
  readonly #options: LiveServerOptions;
  readonly #server: Server<FromClient, LiveServerMessages>;
  readonly #live: Live;
  readonly #audience: Audience;
  readonly #clients = new Set<LiveClient>();
  readonly #boards = new PendingBoards();
  #telling = false;
  readonly #stops: readonly (() => void)[];

  constructor(options: LiveServerOptions) {
    this.#options = options;
    this.#server = new Server<FromClient, LiveServerMessages>(options.httpServer, {
      path,
      destroyUpgrade: false,
      transports: ['websocket'],
      parser: sharedParser,
      serveClient: false,
      maxHttpBufferSize: mostBytesFromClient,
      perMessageDeflate: false,
      pingInterval: 10_000,
      pingTimeout: 10_000,
      connectTimeout: 10_000,
    });
    this.#server.engine.use(refuseHandshakes(options.allowedOrigins));
    passOverUpgrades(options.httpServer, path);
    this.#server.use((_socket, next) => next(new Error('connect to the namespace /live')));
    this.#live = this.#server.of('/live');
    this.#live.use((socket, next) => next(refusalOf(socket.handshake.auth)));
    this.#live.use((socket, next) => void this.#admit(socket).then(next));
    this.#live.on('connection', (socket) => this.#welcome(socket));
    this.#audience = new Audience(options.tail);
    const patienceMs = options.acknowledgeWithinMs ?? usualPatienceMs;
    this.#stops = [
      () => this.#audience.close(),
      options.boards.subscribe((change) => void this.#tellBoards(change)),
      // At once, as positions mean something else by now; and when boards can be read that are of the same log.
      options.tail.onRestart(() => this.#resetAll()),
      options.boards.onReload(() => this.#resetAll()),
      every(options.tickEveryMs ?? 5_000, () => this.#tick()),
      every(patienceMs / 10, () => this.#letQuietOnesGo(patienceMs)),
    ];
  }

  /** Clients connected to this node. */
  get clients(): number {
    return this.#live.sockets.size;
  }

  /** Lets every client go, so that the HTTP server can close. */
  close(): void {
    for (const stop of this.#stops) stop();
    this.#options.operators?.close();
    this.#live.local.disconnectSockets(true);
    this.#server.engine.close();
  }

  async #admit(socket: LiveSocket): Promise<Error | undefined> {
    try {
      return await this.#options.operators?.refusalOf(socket);
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'a key could not be looked up');
      return new Error('the key cannot be checked just now; try again, or leave it out');
    }
  }

  #welcome(socket: LiveSocket): void {
    this.#options.operators?.watch(socket);
    this.#follow(socket).catch((error: unknown) => {
      this.#options.logger.warn({ err: error }, 'a live client was let go');
      socket.disconnect(true);
    });
  }

  async #follow(socket: LiveSocket): Promise<void> {
    const { tail, log, boards, pages } = this.#options;
    const auth = liveAuthSchema.parse(socket.handshake.auth);
    const start = await startingPoint(tail, log, auth);
    if (!socket.connected) return;
    if (start.kind === 'reset') {
      socket.emit('reset', start.message);
      socket.disconnect(true);
      return;
    }
    socket.emit('welcome', start.message);
    const client = new LiveClient(socket, start.from);
    this.#clients.add(client);
    const missed = auth.from === undefined ? undefined : boards.since(auth.from);
    if (missed !== undefined) client.boardsChanged(missed);
    await client.run(pages, this.#audience).finally(() => this.#clients.delete(client));
  }

  /** While everybody is told of one change the next ones gather: nobody is told of an earlier one later. */
  async #tellBoards(change: BoardsChanged): Promise<void> {
    this.#boards.add(change);
    if (this.#telling) return;
    this.#telling = true;
    for (let told = this.#boards.take(); told !== undefined; told = this.#boards.take()) {
      const message = told;
      await inTurns([...this.#clients], (client) => client.boardsChanged(message));
    }
    this.#telling = false;
  }

  #resetAll(): void {
    const message = resetOf(this.#options.tail);
    for (const socket of this.#live.sockets.values()) {
      socket.emit('reset', message);
      socket.disconnect(true);
    }
  }

  #tick(): void {
    this.#live.volatile.emit('tick', { head: this.#options.tail.head });
  }

  #letQuietOnesGo(patienceMs: number): void {
    for (const client of this.#clients) client.letGoIfQuiet(patienceMs);
  }
}

/** Does so until the answer is called; keeps no process alive. */
function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms).unref();
  return () => clearInterval(timer);
}

/** Why a client cannot be served: what its `auth` says is not of the contract's shape. */
function refusalOf(auth: unknown): Error | undefined {
  const { error } = liveAuthSchema.safeParse(auth);
  if (error === undefined) return undefined;
  const refusal = new Error('auth is not valid: {epoch?: string, from?: position, key?: string}');
  return Object.assign(refusal, { data: { errors: fieldErrors(error) } });
}
