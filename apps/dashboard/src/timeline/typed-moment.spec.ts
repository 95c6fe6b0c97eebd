import { describe, expect, it } from '@jest/globals';
import { readTypedEntry, readTypedMoment } from './typed-moment.ts';

describe('a moment that is typed', () => {
  it.each([
    ['10 Nov 2020', '2020-11-10'],
    ['  1  november 2020 ', '2020-11-01'],
    ['9 Sept. 2020', '2020-09-09'],
    ['10 Oct 2020, 08:00 UTC', '2020-10-10T08:00Z'],
    ['10 oct 2020 8:05', '2020-10-10T08:05Z'],
    ['2020-11-10', '2020-11-10'],
    ['2020-10-10T08:00Z', '2020-10-10T08:00Z'],
    ['2020-10-10 08:00', '2020-10-10T08:00Z'],
    ['2020-10-10T08:00:00.123456Z', '2020-10-10T08:00:00.123456Z'],
    ['', null],
    ['now', null],
  ])('is understood when it reads %j', (text, value) => {
    expect(readTypedMoment(text)).toEqual({ value });
  });

  it.each([
    '10/11/2020',
    '11.10.2020',
    '31 Feb 2020',
    '10 Foo 2020',
    '10 Nov 20',
    '10 Nov 2020 25:00',
  ])('is not guessed at when it reads %j', (text) => {
    expect(readTypedMoment(text)).toBeNull();
  });
});

describe('an entry of the log that is typed', () => {
  it('is a whole number, with or without its thousands set apart', () => {
    expect(readTypedEntry('57', 108)).toEqual({ value: 57 });
    expect(readTypedEntry(' 1,057 ', 1057)).toEqual({ value: 1057 });
    expect(readTypedEntry('', 108)).toEqual({ value: null });
    expect(readTypedEntry('-1', 108)).toBeNull();
    expect(readTypedEntry('last', 108)).toBeNull();
    expect(readTypedEntry('109', 108)).toBeNull();
    expect(readTypedEntry('109', Infinity)).toEqual({ value: 109 });
  });
});
