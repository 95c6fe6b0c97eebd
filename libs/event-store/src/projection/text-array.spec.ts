import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';
import { createTextArray } from './text-array.ts';

describe('an array of texts in binary form', () => {
  it('gives back its elements, whatever characters they have and however much room there was', () => {
    const long = fc.string({ unit: 'binary', minLength: 90, maxLength: 110 });
    const texts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), long));
    fc.assert(
      fc.property(texts, fc.nat({ max: 400 }), (given, expected) => {
        const array = createTextArray(expected);
        for (const text of given) array.add(text);
        expect(given.map((_, index) => array.textAt(index))).toEqual(given);
        expect(given.map((_, index) => array.bytesAt(index).toString())).toEqual(given);
      }),
    );
  });

  it('takes values as canonical JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        const array = createTextArray(0);
        for (const value of values) array.addJson(value);
        expect(values.map((_, index) => array.textAt(index))).toEqual(values.map(canonicalJson));
      }),
    );
  });

  it('has nothing of a value that is no JSON', () => {
    const array = createTextArray(0);
    array.addJson({ a: 1 });
    const before = Buffer.from(array.bytes());
    expect(() => array.addJson({ a: 1, b: [undefined] })).toThrow('A state must be JSON');
    expect(array.bytes()).toEqual(before);
  });
});
