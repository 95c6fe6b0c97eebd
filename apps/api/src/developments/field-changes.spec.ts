import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fieldChanges, type Json } from './field-changes.ts';

const json = fc.jsonValue() as fc.Arbitrary<Json>;

describe('changes of fields', () => {
  it('name each field that differs, with what it was and is', () => {
    const before = { a: { b: 1, c: [1, 2] }, gone: null };
    const after = { a: { b: 2, c: [1, 3, 4] }, 'new/er': true };
    expect(fieldChanges(before, after)).toEqual([
      { pointer: '/a/b', before: 1, after: 2 },
      { pointer: '/a/c/1', before: 2, after: 3 },
      { pointer: '/a/c/2', after: 4 },
      { pointer: '/gone', before: null },
      { pointer: '/new~1er', after: true },
    ]);
  });

  it('of a value that became one of another shape are one change', () => {
    expect(fieldChanges({ a: [] }, { a: {} })).toEqual([{ pointer: '/a', before: [], after: {} }]);
  });

  it('between equal values are none', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(fieldChanges(value, JSON.parse(JSON.stringify(value)) as Json)).toEqual([]);
      }),
    );
  });

  it('between values that differ are some', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        fc.pre(JSON.stringify(before) !== JSON.stringify(after));
        fc.pre(!sameButForOrder(before, after));
        expect(fieldChanges(before, after).length).toBeGreaterThan(0);
      }),
    );
  });
});

const sameButForOrder = (one: Json, other: Json): boolean => sorted(one) === sorted(other);

function sorted(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`,
  );
  return `{${entries.sort().join()}}`;
}
