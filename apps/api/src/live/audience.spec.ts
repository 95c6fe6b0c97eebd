import { EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { LiveEvent } from '@ceasefire/contracts';
import { createMemoryLog, type RecordedEvent } from '@ceasefire/event-store';
import { LogTail } from '../database/log-tail.ts';
import { Audience } from './audience.ts';
import { LiveClient, type LiveSocket } from './live-client.ts';
import { LivePages } from './live-pages.ts';

/** A connection that takes its time over each message, so that a round lasts longer than one turn. */
class SlowSocket {
  /** As Socket.IO's: what is called when a message is acknowledged. */
  readonly acks = new Map<number, () => void>();
  readonly positions: number[] = [];
  readonly messages: LiveEvent[][] = [];
  readonly #listeners = new EventEmitter();

  once(event: string, listener: () => void): void {
    this.#listeners.once(event, listener);
  }

  emit(_: string, events: LiveEvent[], acknowledge: () => void): void {
    const end = performance.now() + 3;
    while (performance.now() < end);
    this.messages.push(events);
    this.positions.push(...events.map(({ position }) => position));
    queueMicrotask(acknowledge);
  }

  leave(): void {
    this.#listeners.emit('disconnect');
  }
}

let tail: LogTail;
let pages: LivePages;
let audience: Audience;
const sockets: SlowSocket[] = [];

const join = (from: number): SlowSocket => {
  const socket = new SlowSocket();
  sockets.push(socket);
  void new LiveClient(socket as unknown as LiveSocket, from).run(pages, audience);
  return socket;
};

const record = (...positions: number[]): void =>
  tail.accept(
    positions.map((position): RecordedEvent => ({
      position,
      version: position,
      schemaVersion: 1,
      recordedAt: '2020-11-22T10:00:00.000Z',
      id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
      stream: 'development-a',
      type: 'StatementMade',
      meta: { recordedBy: 'test', correlationId: 'test' },
      data: {},
    })),
  );

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
};

beforeEach(() => {
  for (const socket of sockets.splice(0)) socket.leave();
  tail = new LogTail(createMemoryLog(), { position: 0, epoch: 'epoch' });
  pages = new LivePages(tail);
  audience = new Audience(tail);
});

describe('those who have everything', () => {
  it('are sent the same array', async () => {
    const [one, other] = [join(0), join(0)];
    record(1, 2);
    await turns(5);
    expect(one.positions).toEqual([1, 2]);
    expect(other.messages[0]).toBe(one.messages[0]);
  });

  it('are sent in one message what gathered while another was sent', async () => {
    const socket = join(0);
    join(0);
    record(1);
    record(2);
    record(3);
    await turns(10);
    expect(socket.messages.map((events) => events.length)).toEqual([1, 2]);
  });

  it('miss nothing when they come in while events gather of which they have the first', async () => {
    const early = [join(0), join(0), join(0), join(0)];
    record(1); // The round begins, and lasts for four turns.
    record(2);
    const late = join(2);
    record(3);
    await turns(20);
    expect(late.positions).toEqual([3]);
    for (const { positions } of early) expect(positions).toEqual([1, 2, 3]);
  });
});
