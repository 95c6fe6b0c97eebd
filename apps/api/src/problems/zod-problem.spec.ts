import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fieldErrors } from './zod-problem.ts';

const schema = z.strictObject({
  round: z.int().min(1).max(10_000).optional(),
  count: z.int().optional(),
  names: z.map(z.string(), z.int().max(9)).optional(),
});

function found(value: unknown): readonly (readonly [string, string])[] {
  const { error } = schema.safeParse(value);
  if (error === undefined) return [];
  return fieldErrors(error).map(({ pointer, detail }) => [pointer, detail]);
}

describe('what is wrong with a number', () => {
  it('is said once, by the bound of its field, however far beyond it is', () => {
    expect(found({ round: 1e300 })).toEqual([['/round', 'must be at most 10000']]);
    expect(found({ round: -1e300 })).toEqual([['/round', 'must be at least 1']]);
    expect(found({ names: new Map([['a', 1e300]]) })).toEqual([['/names/a', 'must be at most 9']]);
  });

  it('is said of every field, also of one that has no bound of its own', () => {
    expect(found({ round: 1e300, count: 1e300, other: 1 }).map(([pointer]) => pointer)).toEqual([
      '/round',
      '/count',
      '/other',
    ]);
  });
});
