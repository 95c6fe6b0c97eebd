import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportRecord } from '../import-record.ts';
import { readCsv } from './read-csv.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceasefire-monitor-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function recordsOf(file: string): Promise<readonly ImportRecord[]> {
  const records: ImportRecord[] = [];
  for await (const page of readCsv(file)) records.push(...page.records);
  return records;
}

async function latin(content: string): Promise<string> {
  const file = join(folder, 'given.csv');
  await writeFile(file, content, 'latin1');
  return file;
}

describe('a CSV that cannot be read', () => {
  it('throws what the file system throws', async () => {
    await expect(recordsOf(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('gives the rows before the line that is not UTF-8, and that line', async () => {
    const file = await latin(
      'kind,summary\nStatementMade,one\n\nStatementMade,\xe9t\xe9\nlast,one\n',
    );
    expect(await recordsOf(file)).toMatchObject([
      { line: 2, value: { summary: 'one' } },
      { line: 4, unreadable: { detail: expect.stringContaining('UTF-8') } },
    ]);
  });

  it('is not said to have an open cell where it breaks off within one', async () => {
    const file = await latin('kind,summary\nStatementMade,"one\n\xe9t\xe9"\n');
    expect(await recordsOf(file)).toMatchObject([
      { line: 3, unreadable: { detail: expect.stringContaining('UTF-8') } },
    ]);
  });

  it('ends at a row of another length, whatever follows it', async () => {
    const file = await latin('kind,summary\nStatementMade\nStatementMade,\xe9t\xe9\n');
    expect(await recordsOf(file)).toMatchObject([
      { line: 2, unreadable: { detail: expect.stringContaining('Length') } },
    ]);
  });
});
