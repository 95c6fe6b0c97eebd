import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { commandLine, statement, temporaryFolder } from '@ceasefire/monitor-process';
import { testDatabase } from '@ceasefire/postgres';

let folder: string | undefined;
afterEach(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true });
});

const [source] = statement()['sources'] as readonly object[];
/** As much as a development may hold, so that few of them are more than an import keeps until it is stored. */
const sources = Array.from({ length: 50 }, (_, index) => ({
  ...source,
  title: String(index).padStart(500, 'Talks go on. '),
}));
const count = 2_400;

const line = (index: number): string =>
  JSON.stringify(statement({ id: `long-${index}`, summary: `Said as number ${index}.`, sources }));

describe('a file that is too long to be kept while it is checked', () => {
  it('is stored whole, in its order, though it is read twice', async () => {
    const { url } = await testDatabase();
    folder = await temporaryFolder();
    const file = join(folder, 'long.ndjson');
    await writeFile(file, Array.from({ length: count }, (_, index) => line(index)).join('\n'));
    const good = await commandLine(url, ['import', file, '--format', 'ndjson', '--json']);
    expect(JSON.parse(good.output)).toMatchObject({ recorded: count, bad: 0, stored: true });
    const { output } = await commandLine(url, ['export', '--format', 'ndjson']);
    const stored = output.trimEnd().split('\n');
    expect(stored).toHaveLength(count);
    // Each as it was handed in, where it stood in the file.
    const differing = stored.findIndex((text, index) => {
      const { data } = JSON.parse(text) as { readonly data: object };
      return !isDeepStrictEqual(data, JSON.parse(line(index)));
    });
    expect(differing).toBe(-1);
  }, 120_000);
});
