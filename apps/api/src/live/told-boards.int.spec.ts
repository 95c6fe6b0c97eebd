import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { settle, startLive, type StartedLive, until } from './testing/started-live.ts';

let live: StartedLive;
beforeEach(async () => {
  live = await startLive();
});
afterEach(() => live.stop());

describe('a live client', () => {
  it('hears of a board only after the events that changed it', async () => {
    await live.append(250);
    await until(() => live.tail.head === 250);
    const client = live.connect({ from: 0 }, { acknowledges: false });
    await until(() => client.held.length === 1);
    live.boards.change({ position: 240, changed: { disputes: [] } });
    live.boards.change({ position: 250, changed: { ceasefire: {} } });
    await settle();
    expect(client.order).toEqual(['events 200']);
    client.held[0]?.();
    await until(() => client.order.length === 3);
    expect(client.order).toEqual(['events 200', 'events 250', 'boards 250']);
  });

  it('at the head hears of a board that this node changed before it told of the events only after them', async () => {
    const client = live.connect({});
    await client.next('welcome');
    live.boards.change({ position: 2, changed: { disputes: [] } });
    live.boards.change({ position: 2, changed: { ceasefire: {} } });
    await settle();
    expect(client.order).toEqual([]);
    await live.append(2);
    await until(() => client.order.length === 2);
    expect(client.order).toEqual(['events 2', 'boards 2']);
  });

  it('that was away is told of the boards as they are now', async () => {
    await live.append(5);
    await until(() => live.tail.head === 5);
    live.boards.now = { position: 5, changed: { ceasefire: {} } };
    const away = live.connect({ from: 3 });
    const current = live.connect({ from: 5 });
    await until(() => away.order.length === 2);
    await settle();
    expect(away.order).toEqual(['events 5', 'boards 5']);
    expect(current.order).toEqual([]);
  });
});
