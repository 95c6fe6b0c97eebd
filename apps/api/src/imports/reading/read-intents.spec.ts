import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { development, openKnowledge } from '../../testing/commanding.ts';
import type { LineProblem } from '../import-record.ts';
import { checkerHere } from '../checking/line-checker.ts';
import { readIntents } from './read-intents.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceasefire-monitor-intents-'));
});
afterAll(() => rm(folder, { recursive: true }));

const author = { recordedBy: 'importer', correlationId: 'c' };
const merged = { into: 'A', from: ['B'], absorbed: [], reason: 'They are one.' };

const event = (id: string, type: string, data: object) => ({
  position: 1,
  id: '11111111-1111-4111-8111-111111111111',
  stream: `development-${id}`,
  version: 1,
  type,
  schemaVersion: 1,
  recordedAt: '2020-11-26T10:00:00.000Z',
  recordedBy: 'editor',
  correlationId: 'x',
  reason: null,
  data,
});

async function read(...values: readonly object[]) {
  const file = join(folder, 'given.ndjson');
  await writeFile(file, values.map((value) => JSON.stringify(value)).join('\n'));
  const checker = checkerHere({ format: 'ndjson', situation: openKnowledge.knows, author });
  const problems: LineProblem[] = [];
  let commands = 0;
  for await (const page of readIntents({ file, format: 'ndjson', author, checker })) {
    problems.push(...page.problems);
    commands += page.commands.length;
  }
  return { commands, problems: problems.map(({ line, pointer }) => [line, pointer]) };
}

describe('between the events of a merge', () => {
  const [first, second] = ['A', 'B'].map((id) => event(id, 'DevelopmentsMerged', merged));
  const report = development({ id: 'C' });

  it('stands no recorded report', async () => {
    const reported = event('C', 'StatementMade', report);
    expect(await read(first ?? {}, reported, second ?? {})).toEqual({
      commands: 0,
      problems: [
        [2, '/stream'],
        [3, '/stream'],
      ],
    });
  });

  it('may stand a development that an editor wrote', async () => {
    expect(await read(first ?? {}, report, second ?? {})).toEqual({ commands: 2, problems: [] });
  });
});
