import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportRecord } from './import-record.ts';
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

async function written(content: string | Buffer): Promise<string> {
  const file = join(folder, 'given.csv');
  await writeFile(file, content);
  return file;
}

describe('a CSV that cannot be read', () => {
  it('throws what the file system throws', async () => {
    await expect(recordsOf(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('is refused where it is not UTF-8', async () => {
    const file = await written(Buffer.from('kind,summary\nStatementMade,\xe9t\xe9\n', 'latin1'));
    await expect(recordsOf(file)).rejects.toMatchObject({ code: 'RECORD_REFUSED' });
  });
});
