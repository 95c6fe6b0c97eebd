import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createWorld, type World } from './testing/world.ts';
import { createTextArray, textArray } from './text-array.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.end());

describe('texts in binary form', () => {
  it('are read by PostgreSQL as they were', async () => {
    const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0'));
    const texts = fc.array(fc.oneof(text, fc.constantFrom(null, '', 'NULL', '{"a",\\}', '\x1f')));
    await fc.assert(
      fc.asyncProperty(texts, async (given) => {
        const { rows } = await world.pool.query<{ texts: (string | null)[] }>(
          'select $1::text[] as texts',
          [textArray(given)],
        );
        expect(rows[0]?.texts).toEqual(given);
      }),
    );
  });

  it('are read as JSON where they are, byte by byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), async (given) => {
        const array = createTextArray(0, 'json');
        for (const value of given) array.addJson(value);
        const { rows } = await world.pool.query<{ states: string[] }>(
          'select array(select state::text from unnest($1::json[]) as state) as states',
          [array.bytes()],
        );
        expect(rows[0]?.states).toEqual(given.map((_, index) => array.textAt(index)));
      }),
    );
  });
});
