import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CheckedReport } from '../checking/checked-report.ts';
import type { ImportRecord } from '../import-record.ts';
import { checkerHere } from '../checking/line-checker.ts';
import { readJsonLines } from './read-json-lines.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceasefire-monitor-lines-'));
});
afterAll(() => rm(folder, { recursive: true }));

const knowsNothing = {
  actor: () => false,
  place: () => false,
  process: () => undefined,
  issue: () => false,
};
const checker = checkerHere({
  format: 'ndjson',
  situation: knowsNothing,
  author: { recordedBy: 'x', correlationId: 'x' },
});

async function recordsOf(
  ...parts: readonly (string | Buffer)[]
): Promise<readonly (CheckedReport | ImportRecord)[]> {
  const file = join(folder, 'given.ndjson');
  await writeFile(file, Buffer.concat(parts.map((part) => Buffer.from(part))));
  const records: (CheckedReport | ImportRecord)[] = [];
  for await (const page of readJsonLines(file, checker)) records.push(...page.records);
  return records;
}

const bad = Buffer.of(0xff);
const notUtf8 = (line: number) => ({
  line,
  unreadable: { pointer: '', detail: 'is not UTF-8; convert the file' },
});
/** JSON text of so many bytes, of characters of three bytes each, so that a chunk ends within one. */
const long = (bytes: number) => `"Շ${'‐'.repeat((bytes - 4) / 3)}"`;

describe('lines of JSON', () => {
  it('that are not UTF-8 are named by their own number, after those before them', async () => {
    expect(await recordsOf('{"a":1}\nnot json\n', bad, '\n{"b":1}\n')).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 2, unreadable: { pointer: '', detail: 'is not JSON' } },
      notUtf8(3),
    ]);
  });

  it('count blank ones', async () => {
    expect(await recordsOf('\n\n', bad)).toEqual([notUtf8(3)]);
    expect(await recordsOf('\n1\r\n\n2')).toEqual([
      { line: 2, value: 1 },
      { line: 4, value: 2 },
    ]);
  });

  it('that end within a character are not UTF-8', async () => {
    expect(await recordsOf('1\n"', Buffer.of(0xe2, 0x80))).toEqual([
      { line: 1, value: 1 },
      notUtf8(2),
    ]);
  });

  it('are those of the file, however long they are and wherever one is broken', async () => {
    const chunk = 64 * 1024;
    const sizes = fc.constantFrom(4, 7, chunk - 1, chunk, chunk + 2, 3 * chunk - 5);
    const lines = fc.array(
      sizes.map((size) => long(size)),
      { maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(lines, lines, fc.boolean(), async (before, after, within) => {
        const whole = before.map((line) => `${line}\n`).join('');
        const broken = [within ? long(chunk - 1) : '', bad, `x\n${after.join('\n')}`];
        const good = before.map((line, index) => ({
          line: index + 1,
          value: JSON.parse(line) as unknown,
        }));
        expect(await recordsOf('\uFEFF', whole, ...broken)).toEqual([
          ...good,
          notUtf8(before.length + 1),
        ]);
        expect(await recordsOf('\uFEFF', whole)).toEqual(good);
      }),
      { numRuns: 40 },
    );
  });
});
