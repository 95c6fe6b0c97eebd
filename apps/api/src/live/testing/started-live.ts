import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BoardsChanged, LiveEvent } from '@ceasefire/contracts';
import { createMemoryLog, tailLog } from '@ceasefire/event-store';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { LogTail } from '../../database/log-tail.ts';
import { BoardFeed } from '../board-feed.ts';
import { LivePages } from '../live-pages.ts';
import { LiveServer, type LiveServerOptions } from '../live-server.ts';
import { append } from './statements.ts';

class Boards extends BoardFeed {
  readonly listeners = new Set<(change: BoardsChanged) => void>();
  now: BoardsChanged | undefined;

  subscribe(listener: (change: BoardsChanged) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onReload(): () => void {
    return () => undefined;
  }

  since(position: number): BoardsChanged | undefined {
    return this.now !== undefined && this.now.position > position ? this.now : undefined;
  }

  change(change: BoardsChanged): void {
    for (const listener of this.listeners) listener(change);
  }
}

/** A live server on a log in memory. */
export type StartedLive = Awaited<ReturnType<typeof startLive>>;

/** Starts a live server on a log in memory; to be stopped. It is as patient with its clients as it usually is, or as is said. */
export async function startLive(patience: Pick<LiveServerOptions, 'acknowledgeWithinMs'> = {}) {
  const log = createMemoryLog();
  const head = await log.head();
  const tail = new LogTail(log, head);
  const tailer = tailLog({ log, after: 0, pollMs: 5, onEvents: (events) => tail.accept(events) });
  const boards = new Boards();
  const http = createServer();
  const server = new LiveServer({
    httpServer: http,
    log,
    tail,
    pages: new LivePages(tail),
    boards,
    allowedOrigins: ['https://partner.example'],
    logger: pino({ level: 'silent' }),
    tickEveryMs: 20,
    ...patience,
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  const sockets: Socket[] = [];

  /** Opens a socket on a namespace. */
  const open = (namespace: string, more: object = {}): Socket => {
    const socket = io(`${url}${namespace}`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      ...more,
    });
    sockets.push(socket);
    return socket;
  };
  return {
    http,
    url,
    log,
    tail,
    boards,
    server,
    open,
    /** Appends so many statements at once. */
    append: (count: number) => append(log, count),
    /** A client that acknowledges what it gets, or holds the acknowledgements back. */
    connect: (auth: object, { acknowledges = true, origin = '' } = {}) => {
      const headers = origin === '' ? {} : { extraHeaders: { origin } };
      return watched(open('/live', { auth, ...headers }), acknowledges);
    },
    stop: async () => {
      for (const socket of sockets) socket.disconnect();
      server.close();
      await tailer.stop();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** What a socket is sent, as it comes. */
function watched(socket: Socket, acknowledges: boolean) {
  const seen = {
    socket,
    positions: [] as number[],
    messages: [] as number[],
    order: [] as string[],
    held: [] as (() => void)[],
    next: <T>(event: string): Promise<T> =>
      new Promise((resolve) => socket.once(event, (message: T) => resolve(message))),
  };
  socket.on('events', (events: LiveEvent[], acknowledge: () => void) => {
    seen.positions.push(...events.map(({ position }) => position));
    seen.messages.push(events.length);
    seen.order.push(`events ${String(events.at(-1)?.position)}`);
    if (acknowledges) acknowledge();
    else seen.held.push(acknowledge);
  });
  socket.on('boards', ({ position }: BoardsChanged) =>
    seen.order.push(`boards ${String(position)}`),
  );
  return seen;
}

/** Resolves when it holds; the test's own time limit ends it otherwise. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** As many turns of the loop as a message would need to arrive, had one been sent. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 100));
