import { describe, expect, it } from '@jest/globals';
import { createLogPages } from './log-pages.ts';
import { recorded, someMovements } from './testing/ledger.ts';

const logOf = (count: number) => {
  const events = [...recorded(someMovements(count))];
  const reads: number[] = [];
  return {
    events,
    reads,
    readAll: async ({ after = 0, to = Infinity } = {}) => {
      reads.push(after);
      return Promise.resolve(events.filter(({ position }) => position > after && position <= to));
    },
  };
};

describe('pages of the log', () => {
  it('are read once for all who ask', async () => {
    const log = logOf(25);
    const pages = createLogPages(log, 10);
    const [first, again] = await Promise.all([pages.read(0), pages.read(0)]);
    expect(again).toBe(first);
    expect(first).toMatchObject({ full: true, events: { length: 10 } });
    await pages.read(0);
    expect(log.reads).toEqual([0]);
  });

  it('are kept for the latest readers only', async () => {
    const log = logOf(30);
    const pages = createLogPages(log, 10, 2);
    for (const after of [0, 10, 20, 10, 0]) await pages.read(after);
    expect(log.reads).toEqual([0, 10, 20, 0]);
  });

  it('end where the pages of others end', async () => {
    const pages = createLogPages(logOf(25), 10);
    expect((await pages.read(7)).events.map(({ position }) => position)).toEqual([8, 9, 10]);
    expect((await pages.read(20)).full).toBe(false);
  });

  it('are read anew at the end of the log, where more may come', async () => {
    const log = logOf(5);
    const pages = createLogPages(log, 10);
    await pages.read(5);
    await pages.read(5);
    expect(log.reads).toEqual([5, 5]);
  });

  it('are read anew when the log has grown during a read', async () => {
    const log = logOf(5);
    const pages = createLogPages(log, 10);
    const before = pages.read(5);
    log.events.push(...recorded(someMovements(6)).slice(5));
    pages.refresh();
    await before;
    expect((await pages.read(5)).events).toHaveLength(1);
  });

  it('are asked for again after a failure', async () => {
    const log = logOf(5);
    let fail = true;
    const pages = createLogPages(
      { readAll: async (page) => (fail ? Promise.reject(new Error('away')) : log.readAll(page)) },
      10,
    );
    await expect(pages.read(0)).rejects.toThrow('away');
    fail = false;
    expect((await pages.read(0)).events).toHaveLength(5);
  });

  it('are refused when a position is missing', async () => {
    const log = logOf(5);
    log.events.splice(2, 1);
    const reading = createLogPages(log, 10).read(0);
    await expect(reading).rejects.toMatchObject({ code: 'LOG_GAP', position: 3 });
  });
});
