import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bigintArray, instantArray } from './int64-array.ts';
import { createWorld, type World } from './testing/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.end());

/** What PostgreSQL makes of an array, each element as text. */
async function read(type: string, array: Buffer): Promise<readonly (string | null)[]> {
  const { rows } = await world.pool.query<{ texts: (string | null)[] }>(
    `select coalesce(array_agg(v.one::text order by v.place), '{}') as texts
     from unnest($1::${type}[]) with ordinality as v (one, place)`,
    [array],
  );
  return rows[0]?.texts ?? [];
}

describe('numbers of 64 bits in binary form', () => {
  it('are read by PostgreSQL as they were', async () => {
    const numbers = fc.array(fc.option(fc.oneof(fc.maxSafeInteger(), fc.integer())));
    await fc.assert(
      fc.asyncProperty(numbers, async (given) => {
        const expected = given.map((number) => (number === null ? null : String(number)));
        expect(await read('bigint', bigintArray(given))).toEqual(expected);
      }),
    );
  });

  it('are the same instants there', async () => {
    const range = { min: new Date('0001-01-01T00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') };
    const dates = fc.array(fc.option(fc.date({ ...range, noInvalidDate: true })));
    await fc.assert(
      fc.asyncProperty(dates, async (given) => {
        const { rows } = await world.pool.query<{ same: boolean }>(
          'select $1::timestamptz[] = $2::text[]::timestamptz[] as same',
          [instantArray(given), given.map((date) => date?.toISOString() ?? null)],
        );
        expect(rows[0]?.same).toBe(true);
      }),
    );
  });
});
