import { beforeEach, describe, expect, it } from '@jest/globals';
import { createMemoryLog, type EventLog } from '@ceasefire/event-store';
import { LogTail } from '../database/log-tail.ts';
import { LivePages } from './live-pages.ts';
import { append, upTo } from './testing/statements.ts';

let log: EventLog;
let tail: LogTail;
let pages: LivePages;
let reads: number;
let isAway: boolean;

const never = new AbortController().signal;

const positionsAfter = async (after: number): Promise<readonly number[]> =>
  (await pages.next(after, never)).map(({ position }) => position);

/** A node that was started when the log was so long: it has none of it in memory. */
async function startAt(length: number): Promise<void> {
  log = createMemoryLog();
  for (let left = length; left > 0; left -= 1_000) await append(log, Math.min(left, 1_000));
  reads = 0;
  isAway = false;
  const counted: EventLog = {
    ...log,
    readAll: (page) => {
      reads += 1;
      return isAway ? Promise.reject(new Error('away')) : log.readAll(page);
    },
  };
  tail = new LogTail(counted, await log.head());
  pages = new LivePages(tail);
}

beforeEach(() => startAt(450));

describe('the pages of those who catch up', () => {
  it('hold 200 positions each, whoever begins within one gets the rest of it first', async () => {
    expect(await positionsAfter(0)).toEqual(upTo(200));
    expect(await positionsAfter(150)).toEqual(upTo(200, 151));
    expect(await positionsAfter(200)).toEqual(upTo(400, 201));
    expect(await positionsAfter(400)).toEqual(upTo(450, 401));
  });

  it('are read once for all who come back together, who are given the same array', async () => {
    const all = await Promise.all(Array.from({ length: 1_000 }, () => pages.next(30, never)));
    expect(new Set(all).size).toBe(1);
    expect(reads).toBe(1);
  });

  it('grow with the log', async () => {
    expect(await positionsAfter(440)).toEqual(upTo(450, 441));
    await append(log, 3);
    tail.accept(await log.readAll({ after: 450 }));
    expect(await positionsAfter(450)).toEqual([451, 452, 453]);
    expect(await positionsAfter(440)).toEqual(upTo(453, 441));
  });

  it('are given up to the head also to whoever comes back when somebody else had the page before', async () => {
    expect(await positionsAfter(420)).toEqual(upTo(450, 421));
    await append(log, 3);
    tail.accept(await log.readAll({ after: 450 }));
    expect(await positionsAfter(430)).toEqual(upTo(453, 431));
    expect(reads).toBe(1);
  });

  it('wait for what is yet to be recorded', async () => {
    const waiting = positionsAfter(450);
    await append(log, 1);
    tail.accept(await log.readAll({ after: 450 }));
    expect(await waiting).toEqual([451]);
  });

  it('are asked for again after the database was away', async () => {
    isAway = true;
    const waiting = positionsAfter(0);
    await new Promise((resolve) => setTimeout(resolve, 10));
    isAway = false;
    expect(await waiting).toEqual(upTo(200));
    expect(reads).toBe(2);
  });

  it('are not waited for by one that is gone', async () => {
    const gone = new AbortController();
    const waiting = pages.next(450, gone.signal);
    gone.abort();
    expect(await waiting).toEqual([]);
  });

  it('stay bounded in number: the ones read first are read again', async () => {
    await startAt(200 * 40);
    for (let page = 0; page < 40; page += 1) await pages.next(page * 200, never);
    await pages.next(39 * 200, never);
    expect(reads).toBe(40);
    await pages.next(0, never);
    expect(reads).toBe(41);
  });
});
