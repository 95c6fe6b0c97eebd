import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { development } from '../testing/commanding.ts';
import { type ImportTarget, openImportTarget } from './testing/import-target.ts';

let target: ImportTarget;
beforeEach(async () => {
  target = await openImportTarget();
});
afterEach(() => target.end());

describe('an import of what is not right', () => {
  const body = (change: object = {}) => JSON.stringify(development({ actors: [], ...change }));

  it('names line and JSON pointer of every fault and stores nothing', async () => {
    const file = await target.file(
      'given',
      [
        `\uFEFF${body({ id: 'good' })}`,
        'not json',
        '',
        body({ id: 'bad', places: ['nowhere'], summary: '' }),
        body({ id: 'worse', places: ['nowhere'] }),
        body({ id: 'good', summary: 'Another text.' }),
        `{"__proto__": 1, ${body({ id: 'proto' }).slice(1)}`,
      ].join('\r\n'),
    );
    const result = await target.load(file, 'ndjson');
    expect(result).toMatchObject({ bad: 5, stored: false });
    expect(result.problems.map(({ line, pointer }) => [line, pointer])).toEqual(
      expect.arrayContaining([
        [2, ''],
        [4, '/summary'],
        [5, '/places/0'],
        [6, ''],
        [7, '/__proto__'],
      ]),
    );
    expect((await target.log.head()).position).toBe(0);
    expect(await target.load(file, 'ndjson', { skipBad: true })).toMatchObject({
      recorded: 1,
      bad: 5,
      stored: true,
    });
    expect((await target.log.head()).position).toBe(1);
  });

  it('stores nothing in a dry run', async () => {
    const file = await target.file('given', `${body({ id: 'a' })}\n${body({ id: 'b' })}`);
    const result = await target.load(file, 'ndjson', { dryRun: true });
    expect(result).toMatchObject({ recorded: 2, stored: false, bad: 0 });
    expect((await target.log.head()).position).toBe(0);
  });

  it('takes lines that say the same as one, and makes ids where none are given', async () => {
    const { id: _, ...nameless } = development({ actors: [] });
    const file = await target.file(
      'given',
      `${JSON.stringify(nameless)}\n${JSON.stringify(nameless)}`,
    );
    expect(await target.load(file, 'ndjson')).toMatchObject({
      commands: 2,
      present: 1,
      recorded: 1,
    });
    expect(await target.load(file, 'ndjson')).toMatchObject({ present: 2, recorded: 0 });
    const turned = Object.fromEntries(Object.entries(nameless).reverse());
    const again = await target.file('given', JSON.stringify(turned));
    expect(await target.load(again, 'ndjson')).toMatchObject({ present: 1, recorded: 0 });
  });

  it.each([
    ['an unknown type', { type: 'TrucePaintedBlue' }, '/type'],
    ['a stream of something else', { stream: 'weather-1' }, '/stream'],
    ['an id that is no UUID', { id: 'x' }, '/id'],
    ['a shape of a newer program', { schemaVersion: 99 }, '/schemaVersion'],
    ['another id than its stream', { stream: 'development-other' }, '/data/id'],
  ])('refuses an event with %s', async (_, change, pointer) => {
    const event = {
      position: 1,
      id: '11111111-1111-4111-8111-111111111111',
      stream: 'development-A',
      version: 1,
      type: 'StatementMade',
      schemaVersion: 1,
      recordedAt: '2020-11-26T10:00:00.000Z',
      recordedBy: 'x',
      correlationId: 'x',
      reason: null,
      data: development({ actors: [] }),
    };
    expect(
      await target.load(await target.file('given', JSON.stringify(event)), 'ndjson'),
    ).toMatchObject({ bad: 0 });
    const file = await target.file(
      'given',
      JSON.stringify({ ...event, id: event.id.replace('1', '2'), ...change }),
    );
    const { problems } = await target.load(file, 'ndjson');
    expect(problems).toMatchObject([{ line: 1, pointer }]);
  });

  it('tells a CSV’s unknown columns, rows of another length, bad cells, and text that is not UTF-8', async () => {
    const csv = async (content: string) =>
      (await target.load(await target.file('given', content), 'csv')).problems;
    expect((await csv('id,colour\na,blue'))[0]?.detail).toMatch(/colour/);
    expect(await csv('id,kind\na')).toMatchObject([{ line: 2 }]);
    const row = 'StatementMade,Text,2020-11-26,2020-11-26,day,text,actual';
    const header = 'kind,summary,from,to,precision,certainty,modality,sources';
    expect(await csv(`${header}\n${row},"[{]"`)).toMatchObject([{ line: 2, pointer: '/sources' }]);
    expect(await csv(`${header}\n${row},[]`)).toMatchObject([{ line: 2, pointer: '/sources' }]);
    const multiline = `${header}\n"StatementMade","Text\nof two",2020-11-26,2020-11-26,day,text,actual,[]\n${row},[]`;
    expect((await csv(multiline)).map(({ line }) => line)).toEqual([2, 4]);
    const latin = Buffer.from(`${header}\n${row},[]\n\xff`, 'latin1');
    const file = await target.file('latin', latin);
    expect(await target.load(file, 'csv')).toMatchObject({
      bad: 2,
      problems: [{ line: 2 }, { line: 3, detail: expect.stringContaining('UTF-8') }],
    });
  });
});
