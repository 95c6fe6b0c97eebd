import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('has its keys in order and no white space', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true, 10: 1, 9: 2 })).toBe(
      '{"10":1,"9":2,"a":true,"b":[1,{"c":"x","d":null}]}',
    );
  });

  it('means the same as what it was made of', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not change on a round trip', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('writes texts as JSON does, short or long, with or without what needs an escape', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom('a', '"', '\\', '\n', '\x7f', 'é', '\ud800'),
        maxLength: 8,
      }),
      fc.string({ unit: 'binary-ascii', minLength: 90, maxLength: 100 }),
    );
    fc.assert(
      fc.property(text, (one) => {
        expect(canonicalJson(one)).toBe(JSON.stringify(one));
        expect(canonicalJson({ [one]: 1 })).toBe(`{${JSON.stringify(one)}:1}`);
      }),
    );
  });

  it('keeps a key named __proto__', () => {
    const text = '{"__proto__":{"a":1},"constructor":2}';
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  it('leaves out what is undefined, and writes minus zero as zero', () => {
    expect(canonicalJson({ a: undefined, b: -0 })).toBe('{"b":0}');
  });

  it.each([
    ['a Date', new Date(0)],
    ['a Map', new Map()],
    ['NaN', { deep: [NaN] }],
    ['infinity', -Infinity],
    ['a bigint', 1n],
    ['undefined in an array', [undefined]],
    ['a hole in an array', Array(1)],
    ['a function', { a: () => 1 }],
    ['nothing at all', undefined],
  ])('refuses %s, which JSON would change or drop', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'STATE_NOT_JSON' }));
  });
});
