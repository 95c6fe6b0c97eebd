import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BoardsChanged, LiveEvent, Reset, Welcome } from '@ceasefire/contracts';
import { createMemoryLog, tailLog, type EventLog, type Tail } from '@ceasefire/event-store';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { LogTail } from '../database/log-tail.ts';
import { BoardFeed } from './board-feed.ts';
import { LivePages } from './live-pages.ts';
import { LiveServer } from './live-server.ts';
import { mostOutstanding } from './outstanding.ts';

class Boards extends BoardFeed {
  readonly listeners = new Set<(change: BoardsChanged) => void>();
  now: BoardsChanged | undefined;

  subscribe(listener: (change: BoardsChanged) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  since(position: number): BoardsChanged | undefined {
    return this.now !== undefined && this.now.position > position ? this.now : undefined;
  }

  change(change: BoardsChanged): void {
    for (const listener of this.listeners) listener(change);
  }
}

let log: EventLog;
let tail: LogTail;
let tailer: Tail;
let boards: Boards;
let http: HttpServer;
let live: LiveServer;
let url: string;
const sockets: Socket[] = [];

const append = (count: number) =>
  log.append({
    writes: [
      {
        stream: `development-${randomUUID()}`,
        expected: 'any',
        events: Array.from({ length: count }, () => ({
          id: randomUUID(),
          type: 'StatementMade',
          data: { summary: 'Somebody said something.' },
        })),
      },
    ],
    meta: { recordedBy: 'test', correlationId: 'test' },
  });

/** A client that acknowledges what it gets, or holds the acknowledgements back. */
const connect = (auth: object, { acknowledges = true, origin = '' } = {}) => {
  const socket = io(`${url}/live`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth,
    ...(origin === '' ? {} : { extraHeaders: { origin } }),
  });
  sockets.push(socket);
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
};

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** As many turns of the loop as a message would need to arrive, had one been sent. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 100));

const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

beforeEach(async () => {
  log = createMemoryLog();
  const head = await log.head();
  tail = new LogTail(log, head);
  tailer = tailLog({ log, after: 0, pollMs: 5, onEvents: (events) => tail.accept(events) });
  boards = new Boards();
  http = createServer();
  live = new LiveServer({
    httpServer: http,
    log,
    tail,
    pages: new LivePages(tail),
    boards,
    allowedOrigins: ['https://partner.example'],
    logger: pino({ level: 'silent' }),
    tickEveryMs: 20,
    acknowledgeWithinMs: 500,
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  live.close();
  await tailer.stop();
  await new Promise((resolve) => http.close(resolve));
});

describe('a live client', () => {
  it('without a position begins at the head', async () => {
    await append(3);
    await until(() => tail.head === 3);
    const client = connect({});
    expect(await client.next<Welcome>('welcome')).toEqual({ epoch: tail.epoch, head: 3 });
    await append(2);
    await until(() => client.positions.length === 2);
    expect(client.positions).toEqual([4, 5]);
  });

  it('catches up in messages of 200 and then follows', async () => {
    await append(450);
    await until(() => tail.head === 450);
    const client = connect({ from: 0 });
    await until(() => client.positions.length === 450);
    await append(1);
    await until(() => client.positions.length === 451);
    expect(client.messages).toEqual([200, 200, 50, 1]);
    expect(client.positions).toEqual(upTo(451));
  });

  it('that dropped resumes without loss or duplicate', async () => {
    await append(10);
    await until(() => tail.head === 10);
    const first = connect({ from: 0 });
    await until(() => first.positions.length === 10);
    first.socket.disconnect();
    await append(300);
    await until(() => tail.head === 310);
    const second = connect({ epoch: tail.epoch, from: first.positions.at(-1) });
    await append(5);
    await until(() => first.positions.length + second.positions.length >= 315);
    await settle();
    expect([...first.positions, ...second.positions]).toEqual(upTo(315));
  });

  it('reads what left the memory from the log', async () => {
    for (let batch = 0; batch < 5; batch += 1) await append(1_000);
    await until(() => tail.head === 5_000);
    const client = connect({ from: 4 });
    await until(() => client.positions.length === 4_996);
    expect(client.positions).toEqual(upTo(5_000, 5));
  });

  it('of another epoch is told to begin anew, and let go', async () => {
    const client = connect({ epoch: 'another', from: 0 });
    const gone = client.next('disconnect');
    expect(await client.next<Reset>('reset')).toEqual({
      reason: 'other-epoch',
      epoch: tail.epoch,
      head: 0,
    });
    await gone;
  });

  it('from beyond the head is told to begin anew', async () => {
    await append(2);
    const client = connect({ from: 3 });
    expect(await client.next<Reset>('reset')).toEqual({
      reason: 'beyond-the-head',
      epoch: tail.epoch,
      head: 2,
    });
  });

  it.each([{ from: -1 }, { from: '7' }, { from: 1.5 }, { epoch: 7 }, { epoch: 'x'.repeat(65) }])(
    'with the auth %j is refused',
    async (auth) => {
      const refusal = await connect(auth).next<Error & { data: { errors: unknown[] } }>(
        'connect_error',
      );
      expect(refusal.message).toMatch(/^auth is not valid/);
      expect(refusal.data.errors).toHaveLength(1);
    },
  );

  it('gets the next batch only after it acknowledged the last while it catches up', async () => {
    await append(600);
    await until(() => tail.head === 600);
    const client = connect({ from: 0 }, { acknowledges: false });
    await until(() => client.held.length === 1);
    await settle();
    expect(client.messages).toEqual([200]);
    client.held[0]?.();
    await until(() => client.held.length === 2);
    expect(client.messages).toEqual([200, 200]);
  });

  it('that acknowledges nothing is sent a bounded number of events, then cut off', async () => {
    const client = connect({}, { acknowledges: false });
    await client.next('welcome');
    const gone = client.next('disconnect');
    for (let batch = 0; batch < 30; batch += 1) {
      await append(50);
      await until(() => tail.head === (batch + 1) * 50);
    }
    await gone;
    expect(client.positions.length).toBeLessThan(mostOutstanding + 200);
    expect(live.clients).toBe(0);
  });

  it('that was behind gets everything once it acknowledges again', async () => {
    const client = connect({}, { acknowledges: false });
    await client.next('welcome');
    const acknowledging = setInterval(() => client.held.shift()?.(), 5);
    for (let batch = 0; batch < 40; batch += 1) await append(100);
    await until(() => client.positions.length >= 4_000);
    clearInterval(acknowledging);
    expect(client.positions).toEqual(upTo(4_000));
  });

  it('hears of a board only after the events that changed it', async () => {
    await append(250);
    await until(() => tail.head === 250);
    const client = connect({ from: 0 }, { acknowledges: false });
    await until(() => client.held.length === 1);
    boards.change({ position: 240, changed: { disputes: [] } });
    boards.change({ position: 250, changed: { ceasefire: {} } });
    await settle();
    expect(client.order).toEqual(['events 200']);
    client.held[0]?.();
    await until(() => client.order.length === 3);
    expect(client.order).toEqual(['events 200', 'events 250', 'boards 250']);
  });

  it('at the head hears of a board that this node changed before it told of the events only after them', async () => {
    const client = connect({});
    await client.next('welcome');
    boards.change({ position: 2, changed: { disputes: [] } });
    boards.change({ position: 2, changed: { ceasefire: {} } });
    await settle();
    expect(client.order).toEqual([]);
    await append(2);
    await until(() => client.order.length === 2);
    expect(client.order).toEqual(['events 2', 'boards 2']);
  });

  it('gets every event once, in order, however many others do and however fast they come', async () => {
    const clients = Array.from({ length: 40 }, () => connect({}));
    await Promise.all(clients.map(({ next }) => next('welcome')));
    for (let batch = 0; batch < 100; batch += 1) await append(1 + (batch % 7));
    const { position } = await log.head();
    const late = connect({ from: 0 });
    await until(() => [...clients, late].every((client) => client.positions.length >= position));
    await settle();
    for (const client of [...clients, late]) expect(client.positions).toEqual(upTo(position));
  });

  it('at the head catches up message by message when more was recorded at once than it may be sent', async () => {
    const client = connect({}, { acknowledges: false });
    await client.next('welcome');
    await append(1_000);
    await until(() => client.held.length === 1);
    await settle();
    expect(client.messages).toEqual([200]);
    const acknowledging = setInterval(() => client.held.shift()?.(), 1);
    await until(() => client.positions.length === 1_000);
    clearInterval(acknowledging);
    await append(1);
    await until(() => client.positions.length === 1_001);
    expect(client.positions).toEqual(upTo(1_001));
  });

  it('that comes while others are sent much misses nothing', async () => {
    const first = connect({});
    await first.next('welcome');
    const came: ReturnType<typeof connect>[] = [];
    for (let batch = 0; batch < 60; batch += 1) {
      await append(20);
      if (batch % 6 === 0) came.push(connect({ from: batch * 20 }));
    }
    await until(() => came.every(({ positions }) => positions.at(-1) === 1_200));
    for (const [index, { positions }] of came.entries())
      expect(positions).toEqual(upTo(1_200, index * 120 + 1));
  });

  it('that was away is told of the boards as they are now', async () => {
    await append(5);
    await until(() => tail.head === 5);
    boards.now = { position: 5, changed: { ceasefire: {} } };
    const away = connect({ from: 3 });
    const current = connect({ from: 5 });
    await until(() => away.order.length === 2);
    await settle();
    expect(away.order).toEqual(['events 5', 'boards 5']);
    expect(current.order).toEqual([]);
  });

  it('is told the head every tick', async () => {
    await append(2);
    await until(() => tail.head === 2);
    expect(await connect({}).next('tick')).toEqual({ head: 2 });
  });
});

describe('the handshake', () => {
  it.each([
    ['a listed origin', 'https://partner.example', true],
    ['a foreign origin', 'https://evil.example', false],
    ['no origin', '', true],
  ])('from %s', async (_, origin, allowed) => {
    const { next } = connect({}, { origin });
    const outcome = await Promise.race([
      next('welcome').then(() => true),
      next('connect_error').then(() => false),
    ]);
    expect(outcome).toBe(allowed);
  });

  it('is for the namespace /live alone', async () => {
    const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true });
    sockets.push(socket);
    const refusal = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(refusal.message).toBe('connect to the namespace /live');
  });
});
