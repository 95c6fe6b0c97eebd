import { describe, expect, it } from '@jest/globals';
import { columnArray, columnText, columnValue } from './column-text.ts';

describe('the text of a column', () => {
  it.each([
    ['text', 'as it is "\\', 'as it is "\\'],
    ['text', null, null],
    ['text', undefined, null],
    ['integer', -3, '-3'],
    ['boolean', false, 'false'],
    ['bigint', 9n, '9'],
    ['timestamptz', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['text[]', ['a "b"', '\\', null, ''], '{"a \\"b\\"","\\\\",null,""}'],
    ['text[]', [], '{}'],
    ['jsonb', { b: 1, a: [null] }, '{"a":[null],"b":1}'],
    ['jsonb', ['a'], '["a"]'],
  ])('of type %s for %p is %p', (type, value, text) => {
    expect(columnText(type, value)).toBe(text);
  });
});

describe('the instants of a column', () => {
  const type = 'timestamptz';

  it('go in binary form where all are Dates or none, else as text', () => {
    const date = new Date(0);
    expect(
      columnArray(
        type,
        [date, null].map((one) => columnValue(type, one)),
      ),
    ).toBeInstanceOf(Buffer);
    expect(
      columnArray(
        type,
        [date, null, 'today'].map((one) => columnValue(type, one)),
      ),
    ).toEqual(['1970-01-01T00:00:00.000Z', null, 'today']);
  });

  it('are refused where a Date is invalid', () => {
    expect(() => columnValue(type, new Date(NaN))).toThrow(RangeError);
  });
});
