import { expect, it } from '@jest/globals';
import type { EventLog, RecordedEvent } from '../event-log.ts';
import { hashOf } from '../hash-chain.ts';
import { command, writing } from './commands.ts';

const positions = (events: readonly RecordedEvent[]): number[] =>
  events.map((event) => event.position);

/** Rules of reading, of the head and of its hash. */
export function readingRules(log: () => EventLog): void {
  it('finds an empty log at position 0', async () => {
    expect(await log().head()).toEqual({
      position: 0,
      epoch: expect.stringMatching(/^[0-9a-f-]{36}$/),
      hash: '00'.repeat(32),
      recordedAt: null,
    });
    expect(await log().readAll()).toEqual([]);
    expect(await log().readStream('nobody')).toEqual([]);
  });

  it('pages through the whole log by position', async () => {
    for (let n = 0; n < 5; n += 1)
      await log().append(command([writing(`s-${String(n % 2)}`, 'any', n, n)]));

    expect(positions(await log().readAll())).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(positions(await log().readAll({ after: 3, limit: 4 }))).toEqual([4, 5, 6, 7]);
    expect(positions(await log().readAll({ after: 3, to: 5, limit: 4 }))).toEqual([4, 5]);
    expect(positions(await log().readAll({ after: 8, limit: 4 }))).toEqual([9, 10]);
    expect(await log().readAll({ after: 10 })).toEqual([]);
    expect(await log().readAll({ after: 99 })).toEqual([]);
  });

  it('gives at most 1,000 events of the log unless told otherwise, and all of a stream', async () => {
    const notes = Array.from({ length: 600 }, (_, n) => n);
    await log().append(command([writing('a', 0, ...notes)]));
    await log().append(command([writing('a', 600, ...notes)]));

    expect(await log().readAll()).toHaveLength(1000);
    expect(await log().readAll({ limit: 5000 })).toHaveLength(1200);
    expect(await log().readStream('a')).toHaveLength(1200);
  });

  it('pages through a stream by version', async () => {
    await log().append(command([writing('other', 0, 'x'), writing('a', 0, 1, 2, 3, 4)]));

    const page = await log().readStream('a', { after: 1, limit: 2 });
    expect(page.map(({ version, data }) => [version, data])).toEqual([
      [2, 2],
      [3, 3],
    ]);
    expect(await log().readStream('a', { after: 4 })).toEqual([]);
  });

  it('has a head that proves every event before it', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        log().append(
          command([writing(`s-${String(n)}`, 0, { n, text: `“${String(n)}” \n ş 🕊` }, [n])]),
        ),
      ),
    );
    const half = await log().readAll({ to: 17 });
    const rest = await log().readAll({ after: 17 });
    const head = await log().head();

    expect(head).toMatchObject({ position: 40, recordedAt: rest.at(-1)?.recordedAt });
    expect(hashOf([...half, ...rest])).toBe(head.hash);
    expect(hashOf(rest, hashOf(half))).toBe(head.hash);
    expect(hashOf([...half, ...rest.slice(1)])).not.toBe(head.hash);
  });

  it('hands out events that nobody can change for the next reader', async () => {
    await log().append(command([writing('a', 0, { list: [1] })]));
    const [event] = await log().readAll();
    (event?.data as { list: number[] }).list.push(2);

    expect((await log().readAll())[0]?.data).toEqual({ list: [1] });
  });
}
