import { developmentAnswerSchema } from '@ceasefire/contracts';
import { developmentChanges, developmentKinds } from '@ceasefire/domain';
import { describe, expect, it } from '@jest/globals';
import { kindWords } from '../format/words.ts';
import { unnamed } from '../situation/reference.ts';
import { FIELDS } from './history-fields.ts';
import { eventWords, fieldWords, valueWords } from './history-words.ts';

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

const root = developmentAnswerSchema.toJSONSchema() as Schema;

/** Every path that leads to a part of a value of this schema, without the places in lists. */
function pathsOf(schema: Schema, at = ''): readonly string[] {
  const { $ref, properties = {}, items, anyOf = [] } = schema;
  const referred = $ref === undefined ? undefined : root.$defs?.[$ref.replace('#/$defs/', '')];
  return [
    ...[referred, items, ...anyOf].flatMap((part) => (part === undefined ? [] : pathsOf(part, at))),
    ...Object.entries(properties).flatMap(([name, part]) => {
      const path = at === '' ? name : `${at}/${name}`;
      return [path, ...pathsOf(part, path)];
    }),
  ];
}

/** What no event changes, and what an answer says beside the development. */
const UNCHANGED = ['id', 'version', 'position', 'recordedAt', 'independentSources'];

describe('the words of a history', () => {
  it.each([...developmentChanges, ...developmentKinds])('name the event %s plainly', (type) => {
    // What stands in for the words of a type that has none.
    expect(eventWords(type)).not.toBe(kindWords(type));
    expect(eventWords(type)).not.toMatch(/[a-z][A-Z]/);
  });

  it('name every field that a development can have, and none that it cannot', () => {
    const paths = pathsOf(root).filter((path) => !UNCHANGED.includes(path));
    expect(paths).toContain('details/strength/value');
    expect([...new Set(paths)].sort()).toEqual(Object.keys(FIELDS).sort());
  });

  it('find the field that a pointer leads to, in lists as well', () => {
    expect(fieldWords('/mergedInto').words).toBe('Merged into');
    expect(fieldWords('/sources/1/attributionChain/0').words).toBe('Attribution');
    expect(fieldWords('/details/someNewThing').words).toBe('Some new thing');
  });

  it('say a value with the names of the situation', () => {
    const reference = { ...unnamed, actors: new Map([['russia', 'Russia']]) };
    const words = (pointer: string, value: unknown) => valueWords(value, pointer, reference);
    expect(words('/actors/0', { id: 'russia', role: 'head-of-state' })).toBe(
      'Actor: Russia · In which role: Head of state',
    );
    expect(words('/details/parties', ['russia', 'turkey'])).toBe('Russia and Turkey');
    expect(words('/occurred/from', '2020-10-10T08:00Z')).toBe('10 Oct 2020, 08:00 UTC');
    expect(words('/modality', 'negation')).toBe('As not so');
    expect(words('/details/strength/qualifier', 'approx')).toBe('About');
    expect(words('/details/strength/value', 2000)).toBe('2,000');
    expect(words('/details/written', true)).toBe('Yes');
    expect(words('/kind', 'TalksHeld')).toBe('Talks held');
    expect(words('/summary', 'The talks go on.')).toBe('The talks go on.');
    expect(words('/process', null)).toBe('Nothing');
  });
});
