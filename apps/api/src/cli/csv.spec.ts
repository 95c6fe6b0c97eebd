import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv.ts';

describe('a line of CSV', () => {
  it.each([
    ['is its fields with commas between', ['a', 1, null, 'b'], 'a,1,,b\r\n'],
    ['quotes what holds a comma', ['a,b'], '"a,b"\r\n'],
    ['quotes what holds a line break', ['a\nb'], '"a\nb"\r\n'],
    ['doubles quotation marks', ['say "no"'], '"say ""no"""\r\n'],
    ['makes a formula harmless', ['=1+1', '@x', '-2'], "'=1+1,'@x,'-2\r\n"],
    ['leaves a negative number alone', [-2], '-2\r\n'],
  ])('%s', (_, fields, line) => {
    expect(csvLine(fields)).toBe(line);
  });
});
