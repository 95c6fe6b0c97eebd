import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellList, harmless, listCell, unharmed } from './csv-columns.ts';

describe('a cell of CSV', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\t=1', '\n=1', '＝1', "'=1"])(
    'is text to a spreadsheet that would run %j',
    (text) => {
      expect(harmless(text)).toBe(`'${text}`);
    },
  );

  it('is left alone where nothing would run', () => {
    expect(harmless("'Twas so")).toBe("'Twas so");
    expect(unharmed("'Twas so")).toBe("'Twas so");
  });

  it('gives back any text', () => {
    const nasty = fc.string({ unit: fc.constantFrom("'", '=', '@', '-', 'a', '\n', '"', ',') });
    fc.assert(fc.property(fc.oneof(nasty, fc.string()), (t) => unharmed(harmless(t)) === t));
  });

  it('gives back any list of names', () => {
    const item = fc.string({ unit: fc.constantFrom(';', '[', ' ', 'a', '"', ':') });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(cellList(listCell(items))).toEqual(items);
      }),
    );
  });
});
