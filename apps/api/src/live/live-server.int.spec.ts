import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Welcome } from '@ceasefire/contracts';
import { mostOutstanding } from './outstanding.ts';
import { settle, startLive, type StartedLive, until } from './testing/started-live.ts';
import { upTo } from './testing/statements.ts';

let live: StartedLive;
beforeEach(async () => {
  live = await startLive();
});
afterEach(() => live.stop());

describe('a live client', () => {
  it('without a position begins at the head', async () => {
    await live.append(3);
    await until(() => live.tail.head === 3);
    const client = live.connect({});
    expect(await client.next<Welcome>('welcome')).toEqual({ epoch: live.tail.epoch, head: 3 });
    await live.append(2);
    await until(() => client.positions.length === 2);
    expect(client.positions).toEqual([4, 5]);
  });

  it('catches up in messages of 200 and then follows', async () => {
    await live.append(450);
    await until(() => live.tail.head === 450);
    const client = live.connect({ from: 0 });
    await until(() => client.positions.length === 450);
    await live.append(1);
    await until(() => client.positions.length === 451);
    expect(client.messages).toEqual([200, 200, 50, 1]);
    expect(client.positions).toEqual(upTo(451));
  });

  it('that dropped resumes without loss or duplicate', async () => {
    await live.append(10);
    await until(() => live.tail.head === 10);
    const first = live.connect({ from: 0 });
    await until(() => first.positions.length === 10);
    first.socket.disconnect();
    await live.append(300);
    await until(() => live.tail.head === 310);
    const second = live.connect({ epoch: live.tail.epoch, from: first.positions.at(-1) });
    await live.append(5);
    await until(() => first.positions.length + second.positions.length >= 315);
    await settle();
    expect([...first.positions, ...second.positions]).toEqual(upTo(315));
  });

  it('reads what left the memory from the log', async () => {
    for (let batch = 0; batch < 5; batch += 1) await live.append(1_000);
    await until(() => live.tail.head === 5_000);
    const client = live.connect({ from: 4 });
    await until(() => client.positions.length === 4_996);
    expect(client.positions).toEqual(upTo(5_000, 5));
  });

  it('gets the next batch only after it acknowledged the last while it catches up', async () => {
    await live.append(600);
    await until(() => live.tail.head === 600);
    const client = live.connect({ from: 0 }, { acknowledges: false });
    await until(() => client.held.length === 1);
    await settle();
    expect(client.messages).toEqual([200]);
    client.held[0]?.();
    await until(() => client.held.length === 2);
    expect(client.messages).toEqual([200, 200]);
  });

  it('that acknowledges nothing is sent a bounded number of events, then cut off', async () => {
    await live.stop();
    live = await startLive({ acknowledgeWithinMs: 500 });
    const client = live.connect({}, { acknowledges: false });
    await client.next('welcome');
    const gone = client.next('disconnect');
    for (let batch = 0; batch < 30; batch += 1) {
      await live.append(50);
      await until(() => live.tail.head === (batch + 1) * 50);
    }
    await gone;
    expect(client.positions.length).toBeLessThan(mostOutstanding + 200);
    expect(live.server.clients).toBe(0);
  });

  it('that was behind gets everything once it acknowledges again', async () => {
    const client = live.connect({}, { acknowledges: false });
    await client.next('welcome');
    const acknowledging = setInterval(() => client.held.shift()?.(), 5);
    for (let batch = 0; batch < 40; batch += 1) await live.append(100);
    await until(() => client.positions.length >= 4_000);
    clearInterval(acknowledging);
    expect(client.positions).toEqual(upTo(4_000));
  });

  it('may acknowledge several messages by the last of them', async () => {
    const client = live.connect({}, { acknowledges: false });
    await client.next('welcome');
    for (let message = 1; message <= 3; message += 1) {
      await live.append(150);
      await until(() => client.messages.length === message);
    }
    client.held[2]?.();
    await live.append(1);
    await until(() => client.positions.length === 451);
    expect(client.messages).toEqual([150, 150, 150, 1]);
  });

  it('gets every event once, in order, however many others do and however fast they come', async () => {
    const clients = Array.from({ length: 40 }, () => live.connect({}));
    await Promise.all(clients.map(({ next }) => next('welcome')));
    for (let batch = 0; batch < 100; batch += 1) await live.append(1 + (batch % 7));
    const { position } = await live.log.head();
    const late = live.connect({ from: 0 });
    await until(() => [...clients, late].every((client) => client.positions.length >= position));
    await settle();
    for (const client of [...clients, late]) expect(client.positions).toEqual(upTo(position));
  });

  it('at the head catches up message by message when more was recorded at once than it may be sent', async () => {
    const client = live.connect({}, { acknowledges: false });
    await client.next('welcome');
    await live.append(1_000);
    await until(() => client.held.length === 1);
    await settle();
    expect(client.messages).toEqual([200]);
    const acknowledging = setInterval(() => client.held.shift()?.(), 1);
    await until(() => client.positions.length === 1_000);
    clearInterval(acknowledging);
    await live.append(1);
    await until(() => client.positions.length === 1_001);
    expect(client.positions).toEqual(upTo(1_001));
  });

  it('that comes while others are sent much misses nothing', async () => {
    const first = live.connect({});
    await first.next('welcome');
    const came: ReturnType<typeof live.connect>[] = [];
    for (let batch = 0; batch < 60; batch += 1) {
      await live.append(20);
      if (batch % 6 === 0) came.push(live.connect({ from: batch * 20 }));
    }
    await until(() => came.every(({ positions }) => positions.at(-1) === 1_200));
    for (const [index, { positions }] of came.entries())
      expect(positions).toEqual(upTo(1_200, index * 120 + 1));
  });

  it('is told the head every tick', async () => {
    await live.append(2);
    await until(() => live.tail.head === 2);
    expect(await live.connect({}).next('tick')).toEqual({ head: 2 });
  });
});
