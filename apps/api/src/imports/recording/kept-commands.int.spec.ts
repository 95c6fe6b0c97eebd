import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventLog } from '@ceasefire/event-store';
import { development } from '../../testing/commanding.ts';
import { type ImportTarget, openImportTarget } from '../testing/import-target.ts';

let target: ImportTarget;
let file: string;
beforeEach(async () => {
  target = await openImportTarget();
  const text = lines.map((entry) => JSON.stringify(entry)).join('\n');
  file = await target.file('exported.ndjson', text);
});
afterEach(() => target.end());

/** Two developments, their merge at position 3 of the log that they come from, its undoing, and a correction. */
function exported() {
  const reason = 'They are one.';
  const source = development().sources;
  const merged = { into: 'A', from: ['B'], absorbed: [{ id: 'B', sources: source }], reason };
  const split = { undoes: 3, into: 'A', from: ['B'], reason };
  const changes = { summary: 'Corrected.' };
  const events: readonly (readonly [string, string, object])[] = [
    ['A', 'StatementMade', development({ id: 'A', actors: [] })],
    ['B', 'StatementMade', development({ id: 'B', actors: [] })],
    ['A', 'DevelopmentsMerged', merged],
    ['B', 'DevelopmentsMerged', merged],
    ['A', 'DevelopmentsSplit', split],
    ['B', 'DevelopmentsSplit', split],
    ['B', 'DevelopmentCorrected', { changes, reason }],
  ];
  return events.map(([id, type, data], index) => ({
    position: index + 1,
    id: randomUUID(),
    stream: `development-${id}`,
    version: 1 + events.slice(0, index).filter(([other]) => other === id).length,
    type,
    schemaVersion: 1,
    recordedAt: '2020-11-26T10:00:00.000Z',
    recordedBy: 'editor',
    correlationId: 'c',
    reason: null,
    data,
  }));
}

const lines = exported();

/** The log, in which somebody else writes once before the first append. */
function withRival(log: EventLog): EventLog {
  let rival: Promise<unknown> | undefined;
  return {
    ...log,
    append: async (command) => {
      const events = [{ id: randomUUID(), type: 'Noted', data: {} }];
      const meta = { recordedBy: 'rival', correlationId: 'r' };
      rival ??= log.append({ writes: [{ stream: 'rival', expected: 0, events }], meta });
      await rival;
      return log.append(command);
    },
  };
}

describe.each([
  ['kept until it is stored', undefined],
  ['too much to be kept', 0],
])('what was decided, when it is %s,', (_, mostKept) => {
  const load = (log: EventLog) =>
    target.load(file, 'ndjson', { log, ...(mostKept !== undefined && { mostKept }) });

  it('is stored as it was exported, and once', async () => {
    const { log } = target;
    expect(await load(log)).toMatchObject({ commands: 5, recorded: 7, bad: 0, stored: true });
    expect(await log.readAll()).toMatchObject(
      lines.map(({ id, stream, version, type, data }) => ({ id, stream, version, type, data })),
    );
    expect(await load(log)).toMatchObject({ present: 5, recorded: 0 });
  });

  it('undoes a merge where it stands, though somebody else has written meanwhile', async () => {
    const { log } = target;
    expect(await load(withRival(log))).toMatchObject({ recorded: 7, bad: 0 });
    const events = await log.readAll();
    const merge = events.find(({ type }) => type === 'DevelopmentsMerged');
    expect(merge?.position).toBe(4);
    const undone = events.filter(({ type }) => type === 'DevelopmentsSplit');
    expect(undone.map(({ data }) => data)).toMatchObject([{ undoes: 4 }, { undoes: 4 }]);
  });
});
