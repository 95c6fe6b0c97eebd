import { describe, expect, it } from '@jest/globals';
import type { Projection } from '../projection/projection.ts';
import { foldProjection } from '../projection/fold.ts';
import { createMemoryLog } from './memory-log.ts';
import { command, noted } from './testing/commands.ts';
import { upcastLog, type Upcasters } from './upcasting.ts';

const upcasters: Upcasters = {
  Noted: [
    (data) => ({ text: data }),
    (data) => ({ ...(data as { text: string }), language: 'en' }),
  ],
};

/** A log whose event n has the schema version `versions[n]` and the text `n`. */
async function logOf(...versions: readonly number[]) {
  const stored = createMemoryLog();
  const old: Record<number, unknown> = { 1: 'peace', 2: { text: 'peace' } };
  for (const schemaVersion of versions) {
    const data = old[schemaVersion] ?? { text: 'peace', language: 'fr' };
    const events = [{ ...noted(data), schemaVersion }];
    await stored.append(command([{ stream: 'a', expected: 'any', events }]));
  }
  return upcastLog(stored, upcasters);
}

describe('a log with upcasters', () => {
  it('shows events of every past version in the newest shape', async () => {
    const log = await logOf(1, 2, 3);
    const newest = [
      { schemaVersion: 3, data: { text: 'peace', language: 'en' } },
      { schemaVersion: 3, data: { text: 'peace', language: 'en' } },
      { schemaVersion: 3, data: { text: 'peace', language: 'fr' } },
    ];
    expect(await log.readAll()).toMatchObject(newest);
    expect(await log.readStream('a', { after: 1 })).toMatchObject(newest.slice(1));
  });

  it('shows them as stored to who asks for that', async () => {
    const log = await logOf(1, 4);
    expect(await log.readAll({ raw: true })).toMatchObject([
      { schemaVersion: 1, data: 'peace' },
      { schemaVersion: 4 },
    ]);
    expect(await log.readStream('a', { limit: 1, raw: true })).toMatchObject([{ data: 'peace' }]);
  });

  it('turns an event once, however often its data is read', async () => {
    const [event] = await (await logOf(1)).readAll();
    expect(event?.data).toBe(event?.data);
  });

  it('reads past an event of an unknown version, and names it to who needs its data', async () => {
    const events = await (await logOf(3, 4, 3)).readAll();
    expect(events.map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(() => events[1]?.data).toThrow(
      expect.objectContaining({
        code: 'unknown-schema-version',
        type: 'Noted',
        schemaVersion: 4,
        position: 2,
      }),
    );
  });

  it('stops only the projections that need the data of an event of an unknown version', async () => {
    const events = await (await logOf(3, 4, 3)).readAll();
    expect(foldProjection(counting, events).revisions.get('a')).toHaveLength(3);
    expect(() => foldProjection(keeping, events)).toThrow(
      /event 2 \(Noted\) has schema version 4 .* up to 3/,
    );
  });
});

const shape = { version: 1, columns: {}, indexes: [], keyOf: () => 'a' };
const counting: Projection<number> = {
  ...shape,
  name: 'counting',
  evolve: (count = 0) => count + 1,
};
const keeping: Projection<unknown> = {
  ...shape,
  name: 'keeping',
  evolve: (_, { data }) => data,
};
