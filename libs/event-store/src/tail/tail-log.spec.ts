import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../log/event-log.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { command, writing } from '../log/testing/commands.ts';
import { tailLog } from './tail-log.ts';
import { until } from './testing/until.ts';

const never = 2 ** 31 - 1;

describe('a tail of the log', () => {
  it('delivers what was there and what comes, in order, in pages, each event once', async () => {
    const log = createMemoryLog();
    await log.append(command([writing('a', 0, 1, 2, 3, 4, 5)]));
    const pages: number[][] = [];
    const tail = tailLog({
      log,
      after: 1,
      pageSize: 3,
      pollMs: never,
      onEvents: (events) => void pages.push(events.map((event) => event.position)),
    });
    await until(() => tail.status().position === 5);
    await log.append(command([writing('a', 5, 6)]));
    tail.ring();
    await until(() => tail.status().position === 6);
    await tail.stop();

    expect(pages).toEqual([[2, 3, 4], [5], [6]]);
  });

  it('finds what nobody told it of when it polls', async () => {
    const log = createMemoryLog();
    const tail = tailLog({ log, after: 0, pollMs: 5, onEvents: () => undefined });
    await log.append(command([writing('a', 0, 1)]));

    await until(() => tail.status().position === 1);
    await tail.stop();
  });

  it('waits for a slow listener before it delivers more, and loses no bell meanwhile', async () => {
    const log = createMemoryLog();
    const waiting: (() => void)[] = [];
    const delivered: RecordedEvent[] = [];
    const tail = tailLog({
      log,
      after: 0,
      pollMs: never,
      onEvents(events) {
        delivered.push(...events);
        return new Promise<void>((resolve) => waiting.push(resolve));
      },
    });
    await log.append(command([writing('a', 0, 1)]));
    tail.ring();
    await until(() => waiting.length === 1);
    await log.append(command([writing('a', 1, 2)]));
    tail.ring();
    expect(tail.status().position).toBe(0);
    expect(delivered).toHaveLength(1);

    waiting[0]?.();
    await until(() => waiting.length === 2);
    waiting[1]?.();
    await tail.stop();
    expect(delivered.map((event) => event.data)).toEqual([1, 2]);
    expect(tail.status()).toMatchObject({ position: 2, alive: false });
  });

  it('delivers again what its listener threw at, says so meanwhile, and goes on after', async () => {
    const log = createMemoryLog();
    await log.append(command([writing('a', 0, 1)]));
    const errors: unknown[] = [];
    let failing = true;
    const tail = tailLog({
      log,
      after: 0,
      pollMs: never,
      onEvents() {
        if (failing) throw new Error('no room');
      },
      onError: (error) => errors.push(error),
    });
    await until(() => errors.length === 2);
    expect(tail.status()).toMatchObject({
      position: 0,
      alive: false,
      error: { message: 'no room', attempts: 2 },
    });

    failing = false;
    await until(() => tail.status().alive);
    expect(tail.status()).toMatchObject({ position: 1, error: null });
    await tail.stop();
  });

  it('stops although its read never ends', async () => {
    const tail = tailLog({
      log: { readAll: () => new Promise(() => undefined) },
      after: 0,
      onEvents: () => undefined,
    });
    await tail.stop();

    expect(tail.status().alive).toBe(false);
  });

  it.each([
    ['shorter', 2],
    ['as long', 3],
    ['longer', 5],
  ])('begins anew where the log was replaced by one that is %s', async (_, length) => {
    const [first, second] = [createMemoryLog(), createMemoryLog()];
    await first.append(command([writing('a', 0, 1, 2, 3)]));
    for (let version = 0; version < length; version += 1)
      await second.append(command([writing('b', version, version + 1)]));
    let log = first;
    const delivered: string[] = [];
    const tail = tailLog({
      log: { readAll: (page) => log.readAll(page) },
      after: 3,
      pollMs: 5,
      onEvents: (events) =>
        void delivered.push(...events.map(({ stream, position }) => `${stream}${position}`)),
      onReplaced: async () => (await log.head()).position,
    });
    await first.append(command([writing('a', 3, 4)]));
    await until(() => tail.status().position === 4);
    log = second;
    await until(() => tail.status().position === length);
    await second.append(command([writing('b', length, 6)]));
    await until(() => delivered.length === 2);
    await tail.stop();

    expect(delivered).toEqual(['a4', `b${length + 1}`]);
  });

  it('waits with an error for its log where nobody says how to go on with another', async () => {
    const log = createMemoryLog();
    await log.append(command([writing('a', 0, 1)]));
    let away = false;
    const tail = tailLog({
      log: { readAll: (page) => (away ? Promise.resolve([]) : log.readAll(page)) },
      after: 1,
      pollMs: 5,
      onEvents: () => undefined,
    });
    away = true;
    await until(() => tail.status().error !== null);
    expect(tail.status().error?.message).toMatch(/what came at position 1 of the log is not there/);
    away = false;
    await until(() => tail.status().alive);
    await tail.stop();
  });

  it('delivers nothing after a hole, and names the position that is missing', async () => {
    const log = createMemoryLog();
    await log.append(command([writing('a', 0, 1, 2, 3)]));
    const delivered: RecordedEvent[] = [];
    const tail = tailLog({
      log: {
        readAll: async (page) => (await log.readAll(page)).filter((event) => event.position !== 2),
      },
      after: 0,
      onEvents: (events) => void delivered.push(...events),
    });
    await until(() => tail.status().error !== null);
    await tail.stop();

    expect(tail.status().error?.message).toMatch(/position 2 of the log is missing/);
    expect(delivered).toEqual([]);
  });
});
