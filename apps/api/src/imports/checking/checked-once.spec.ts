import { describe, expect, it } from '@jest/globals';
import { checkedOnce } from './checked-once.ts';
import { checkLines, type LineBlock } from './check-lines.ts';
import { packed, unpacked } from './packed-lines.ts';
import { knownNames } from '../../situation/known-names.ts';
import { loadSituation } from '../../situation/load-situation.ts';

const author = { recordedBy: 'importer', correlationId: 'c' };
const situation = knownNames(loadSituation('karabakh-2020').description);
const rules = { format: 'ndjson', situation, author } as const;

const file = (...blocks: string[]): readonly LineBlock[] =>
  blocks.map((text, index) => ({ bytes: Buffer.from(text), isFirst: index === 0 }));

/** What was asked of the one that checks, block by block, and what each reading of a file held. */
function reader(room?: number) {
  const asked: string[] = [];
  const check = checkedOnce((block) => {
    asked.push(Buffer.from(block.bytes).toString());
    return Promise.resolve(packed(checkLines(block, rules, 0), author));
  }, room);
  const read = async (blocks: readonly LineBlock[]): Promise<readonly unknown[]> => {
    const answers = await Promise.all(blocks.map((block) => check(block)));
    return answers.flatMap((lines) => unpacked(lines, { author, first: 1 }).records);
  };
  return { asked, read };
}

const one = '{"a":1}\n';
const two = '{"b":2}\n{"c":3}\n';

describe('what was checked of a file', () => {
  it('is not checked again when the file is read again', async () => {
    const { asked, read } = reader();
    const first = await read(file(one, two));
    expect(first).toHaveLength(3);
    expect(await read(file(one, two))).toEqual(first);
    expect(asked).toEqual([one, two]);
  });

  it('is checked again as far as there was no room for it', async () => {
    const { asked, read } = reader(25);
    const first = await read(file(one, two, one));
    expect(await read(file(one, two, one))).toEqual(first);
    expect(asked).toEqual([one, two, one, two, one]);
  });

  it('is checked again where the blocks are others', async () => {
    const { asked, read } = reader();
    await read(file(one, two));
    await read(file(one + two));
    expect(asked).toEqual([one, two, one + two]);
  });
});
