import { describe, expect, it } from '@jest/globals';
import { formatDayPair, formatDayRange, formatTime } from './dates.ts';

describe('a time in words', () => {
  it('is the day alone where it stands for the whole day', () => {
    expect(formatTime('2020-11-10')).toBe('10 Nov 2020');
    expect(formatTime('2020-11-10T23:59:59.999Z')).toBe('10 Nov 2020');
    expect(formatTime('2020-11-10T00:00:00.000Z', 'long')).toBe('10 November 2020');
  });

  it('has its clock time in UTC where it has one', () => {
    expect(formatTime('2020-10-10T08:00:00.000Z')).toBe('10 Oct 2020, 08:00 UTC');
  });
});

describe('a span of days', () => {
  it('says nothing twice', () => {
    expect(formatDayRange('2020-11-10', '2020-11-10')).toBe('10 Nov 2020');
    expect(formatDayRange('2020-11-09', '2020-11-10')).toBe('9–10 Nov 2020');
    expect(formatDayRange('2020-09-27', '2020-11-09')).toBe('27 Sep – 9 Nov 2020');
    expect(formatDayRange('1994-05-12', '2020-09-27')).toBe('12 May 1994 – 27 Sep 2020');
  });

  it('reads as two days after the word between', () => {
    expect(formatDayPair('2020-11-09T00:00:00.000Z', '2020-11-10T23:59:59.999Z', 'long')).toBe(
      '9 and 10 November 2020',
    );
    expect(formatDayPair('2020-10-10', '2020-11-07')).toBe('10 Oct and 7 Nov 2020');
  });
});
