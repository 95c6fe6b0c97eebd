import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createMemoryLog, type EventLog } from '@ceasefire/event-store';
import { LogTail } from './log-tail.ts';

const filled = async (count: number): Promise<EventLog> => {
  const log = createMemoryLog();
  const event = () => ({ id: randomUUID(), type: 'StatementMade', data: {} });
  const meta = { recordedBy: 'test', correlationId: 'test' };
  for (let left = count; left > 0; left -= 500) {
    const events = Array.from({ length: Math.min(500, left) }, event);
    await log.append({ writes: [{ stream: 'a', expected: 'any', events }], meta });
  }
  return log;
};

const emptyTail = (log: EventLog) => new LogTail(log, { position: 0, epoch: 'epoch' });

describe('the tail of the log', () => {
  it('hands on every event once, though it is handed some again', async () => {
    const events = await (await filled(5)).readAll();
    const tail = emptyTail(createMemoryLog());
    const heard: number[] = [];
    tail.subscribe((batch) => heard.push(...batch.map(({ position }) => position)));
    tail.accept(events.slice(0, 3));
    tail.accept(events.slice(1, 3));
    tail.accept(events.slice(2));
    expect(heard).toEqual([1, 2, 3, 4, 5]);
    expect(tail.head).toBe(5);
  });

  it('refuses a gap', async () => {
    const events = await (await filled(3)).readAll();
    const tail = emptyTail(createMemoryLog());
    expect(() => tail.accept(events.slice(1))).toThrow(RangeError);
    expect(tail.head).toBe(0);
  });

  it('reads what it remembers without the log, and what it forgot from it', async () => {
    const log = await filled(2_500);
    let asked = 0;
    const counting: EventLog = { ...log, readAll: (range) => ((asked += 1), log.readAll(range)) };
    const tail = emptyTail(counting);
    tail.accept(await log.readAll({ limit: 2_500 }));
    const positions = async (after: number) =>
      (await tail.read(after, 3)).map(({ position }) => position);
    expect(await positions(500)).toEqual([501, 502, 503]);
    expect(await positions(2_498)).toEqual([2_499, 2_500]);
    expect(await positions(2_500)).toEqual([]);
    expect(asked).toBe(0);
    expect(await positions(499)).toEqual([500, 501, 502]);
    expect(asked).toBe(1);
  });

  it('wakes who waits when there is more, or when they no longer want it', async () => {
    const log = await filled(1);
    const tail = emptyTail(log);
    const stop = new AbortController();
    const woken = tail.waitFor(0, new AbortController().signal);
    const stopped = tail.waitFor(7, stop.signal);
    tail.accept(await log.readAll());
    await woken;
    stop.abort();
    await stopped;
  });
});
