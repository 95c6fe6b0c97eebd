import { describe, expect, it } from '@jest/globals';
import { columnText } from './column-text.ts';

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
