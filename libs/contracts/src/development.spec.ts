import { describe, expect, it } from '@jest/globals';
import { developmentKinds, kinds } from '@ceasefire/domain';
import fc from 'fast-check';
import { detailErrors, developmentInput } from './development.ts';
import { body } from './testing/developments.ts';
import { pointers } from './testing/pointers.ts';

const source = (change: object) => [{ ...(body()['sources'] as object[])[0], ...change }];
const occurred = (change: object) => ({ ...(body()['occurred'] as object), ...change });

describe('a development as handed in', () => {
  it('is taken as it stands when every field is right', () => {
    expect(developmentInput.parse(body())).toEqual(body());
  });

  it('may leave out its id, process, actors, places, codes and details', () => {
    const { kind, summary, occurred, modality, sources } = body({ kind: 'StatementMade' });
    expect(developmentInput.parse({ kind, summary, occurred, modality, sources })).toMatchObject({
      process: null,
      actors: [],
      places: [],
      codes: {},
      details: {},
    });
  });

  it.each([
    ['a missing field', { summary: undefined }, ['/summary']],
    ['an unknown field', { colour: 'red' }, ['/colour']],
    ['a wrong type', { summary: 7 }, ['/summary']],
    ['an empty text', { summary: '' }, ['/summary']],
    ['a blank text', { summary: ' \n ' }, ['/summary']],
    ['a text that shows nothing', { summary: '\u200b \u2060' }, ['/summary']],
    ['a text that is too long', { summary: 'a'.repeat(501) }, ['/summary']],
    ['NUL', { summary: 'a\u0000b' }, ['/summary']],
    ['a control character', { summary: 'a\u001bb' }, ['/summary']],
    ['half of a surrogate pair', { summary: 'a\ud800b' }, ['/summary']],
    ['the other half', { summary: '\udc00' }, ['/summary']],
    ['an unknown kind', { kind: 'CeasefireImagined' }, ['/kind']],
    ['a kind that is a property of every object', { kind: 'constructor' }, ['/kind']],
    ['an unknown modality', { modality: 'maybe' }, ['/modality']],
    ['an id with a slash', { id: 'a/b' }, ['/id']],
    ['an id that begins with a sign', { id: '.hidden' }, ['/id']],
    ['an id of 65 characters', { id: 'a'.repeat(65) }, ['/id']],
    ['an id with a line feed at its end', { id: 'a\n' }, ['/id']],
    ['no source', { sources: [] }, ['/sources']],
    [
      'too many actors',
      { actors: Array.from({ length: 51 }, () => ({ id: 'a', role: 'b' })) },
      ['/actors'],
    ],
    ['an actor that is a text', { actors: ['russia'] }, ['/actors/0']],
    ['a place twice', { places: ['a', 'a'] }, ['/places']],
    ['null for an object', { details: null }, ['/details']],
    ['an array for an object', { codes: [] }, ['/codes']],
    ['a claim without a stance', { claim: { subject: 'a', by: 'b' } }, ['/claim/stance']],
  ])('is refused for %s, which its pointer names', (_, change, expected) => {
    expect(pointers(developmentInput, body(change))).toEqual(expected);
  });

  it.each([
    ['a day that does not exist', { from: '2020-02-30' }, ['/occurred/from']],
    ['29 February of a common year', { from: '2021-02-29', to: null }, ['/occurred/from']],
    ['ten fractional digits', { from: '2020-11-10T10:00:00.0000000001Z' }, ['/occurred/from']],
    ['a fraction of nothing', { from: '2020-11-10T10:00:00.Z' }, ['/occurred/from']],
    ['hour 24', { from: '2020-11-10T24:00:00Z' }, ['/occurred/from']],
    ['second 60', { from: '2020-11-10T23:59:60Z' }, ['/occurred/from']],
    ['another zone', { from: '2020-11-10T10:00:00+04:00' }, ['/occurred/from']],
    ['no zone', { from: '2020-11-10T10:00:00' }, ['/occurred/from']],
    ['month first', { from: '11.22.20' }, ['/occurred/from']],
    ['the year 0', { from: '0000-01-01' }, ['/occurred/from']],
    ['a number', { from: 1604966400000 }, ['/occurred/from']],
    ['from after to', { from: '2020-11-13' }, ['/occurred/to']],
    ['an instant after the day', { from: '2020-11-13T00:00:00Z' }, ['/occurred/to']],
    ['both ends open', { from: null, to: null }, ['/occurred/from']],
    ['an unknown precision', { precision: 'roughly' }, ['/occurred/precision']],
  ])('is refused for a time with %s', (_, change, expected) => {
    expect(pointers(developmentInput, body({ occurred: occurred(change) }))).toEqual(expected);
  });

  it('keeps an instant to the millisecond, and never a later one than was said', () => {
    const times = { from: '2020-11-10T10:00:00.123999Z', to: '2020-11-12T23:59:59.999999999Z' };
    const sources = source({ publishedAt: '2020-11-10T10:00:00.1239Z' });
    const read = developmentInput.parse(body({ occurred: occurred(times), sources }));
    expect(read.occurred).toMatchObject({
      from: '2020-11-10T10:00:00.123Z',
      to: '2020-11-12T23:59:59.999Z',
    });
    expect(read.sources[0]?.publishedAt).toBe('2020-11-10T10:00:00.123Z');
    for (const from of ['2020-11-10T10:00Z', '2020-11-10T10:00:00.1Z', '2020-11-10'])
      expect(developmentInput.parse(body({ occurred: occurred({ from }) })).occurred.from).toBe(
        from,
      );
  });

  it('is kept as the UTC instant that it is, where the zone is written +00:00', () => {
    const times = { from: '2020-11-10T10:00:00.5+00:00', to: '2020-11-12T23:59+00:00' };
    const sources = source({ publishedAt: '2020-11-10T10:00:00.123456+00:00' });
    const read = developmentInput.parse(body({ occurred: occurred(times), sources }));
    expect(read.occurred).toMatchObject({
      from: '2020-11-10T10:00:00.5Z',
      to: '2020-11-12T23:59Z',
    });
    expect(read.sources[0]?.publishedAt).toBe('2020-11-10T10:00:00.123Z');
  });

  it('takes an instant of the day on which it ends', () => {
    const value = occurred({ from: '2020-11-12T23:59:59.999Z' });
    expect(pointers(developmentInput, body({ occurred: value }))).toEqual([]);
  });

  it.each([
    ['javascript:alert(1)'],
    ['//news.example/a'],
    ['http://'],
    ['https://user:secret@news.example/'],
    ['https://news.example/a b'],
    ['data:text/html,x'],
    ['https://news.example/"onclick'],
    [`https://news.example/${'a'.repeat(2000)}`],
  ])('is refused for the address %s', (url) => {
    expect(pointers(developmentInput, body({ sources: source({ url }) }))).toEqual([
      '/sources/0/url',
    ]);
  });

  it.each([
    ['https://news.example'],
    ['http://news.example:8080/a?b=c#d'],
    ['https://хабар.example/пример'],
  ])('takes the address %s', (url) => {
    expect(pointers(developmentInput, body({ sources: source({ url }) }))).toEqual([]);
  });

  it.each([
    ['a fraction', 1.5],
    ['a negative number', -1],
    ['a number too large', 1e9],
    ['a text', '1960'],
  ])('is refused for a strength of %s', (_, value) => {
    const details = { strength: { value, qualifier: 'exact' } };
    expect(pointers(developmentInput, body({ details }))).toEqual(['/details/strength/value']);
  });

  it('names a detail that its kind needs, and one that its kind does not take', () => {
    expect(pointers(developmentInput, body({ details: { accuser: 'a' } }))).toEqual([
      '/details/accuser',
      '/details/strength',
    ]);
  });

  it('names every bad field at once', () => {
    const value = body({
      summary: '',
      modality: 1,
      occurred: occurred({ from: 'then' }),
      extra: 1,
    });
    expect(pointers(developmentInput, value)).toEqual([
      '/extra',
      '/modality',
      '/occurred/from',
      '/summary',
    ]);
  });

  it('refuses `__proto__` and `constructor` as names of fields', () => {
    const poisoned: unknown = JSON.parse(
      JSON.stringify(body()).replace(
        '{',
        '{"__proto__":{"id":"x"},"constructor":{"prototype":{}},',
      ),
    );
    expect(pointers(developmentInput, poisoned)).toEqual(['/__proto__', '/constructor']);
  });

  it('never throws, whatever it is handed', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        expect(() => developmentInput.safeParse(value)).not.toThrow();
      }),
    );
  });

  it('never throws when one field of a good one is anything at all', () => {
    const field = fc.constantFrom(...Object.keys(body()));
    fc.assert(
      fc.property(field, fc.anything(), (name, value) => {
        expect(() => developmentInput.safeParse(body({ [name]: value }))).not.toThrow();
      }),
    );
  });

  it('keeps no text in which a control character or half of a pair stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (summary) => {
        const parsed = developmentInput.safeParse(body({ summary }));
        // The text survives UTF-8 and PostgreSQL unchanged.
        if (parsed.success) expect(Buffer.from(summary).toString()).toBe(summary);
        if (parsed.success) expect(summary).not.toContain('\u0000');
      }),
    );
  });
});

describe('the details of a kind', () => {
  it.each(developmentKinds)('%s wants what the dictionary says', (kind) => {
    const takes: Readonly<Record<string, string>> = kinds[kind].details;
    const required = Object.keys(takes).filter((name) => takes[name] === 'required');
    expect(detailErrors(kind, {}).map(({ name }) => name)).toEqual(required);
  });
});
