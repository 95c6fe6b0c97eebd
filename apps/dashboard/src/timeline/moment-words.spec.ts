import { describe, expect, it } from '@jest/globals';
import { NOW } from './address.ts';
import { formatMoment, standingLine } from './moment-words.ts';

const state = { position: 131, lastReportAt: '2020-11-25T23:59:59.999Z' };

describe('a moment that is asked for', () => {
  it('is said as a day where it means the end of that day, and with its time where it does not', () => {
    expect(formatMoment('2020-11-10')).toBe('10 Nov 2020');
    expect(formatMoment('2020-11-10T00:00Z')).toBe('10 Nov 2020, 00:00 UTC');
  });
});

describe('the line under the title', () => {
  it('says what is shown, as recorded by when, and how fresh the reports are', () => {
    expect(standingLine(NOW, state)).toBe(
      'Showing what is the case now · 131 entries in the log · last report 25 Nov 2020',
    );
  });

  it('says all clocks of another moment', () => {
    const moment = { asOf: '2020-11-10', knownAt: '2020-11-09', position: 1057 };
    expect(standingLine(moment, state)).toBe(
      'Showing what was the case on 10 Nov 2020, as known by 9 Nov 2020, as recorded up to entry 1,057 of the log · last report 25 Nov 2020',
    );
  });

  it('claims to show nothing where nothing could be read', () => {
    expect(standingLine(NOW, null)).toBe('');
  });

  it('says how far the record goes once', () => {
    expect(standingLine({ ...NOW, position: 57 }, { ...state, position: 57 })).toBe(
      'Showing what is the case now, as recorded up to entry 57 of the log · last report 25 Nov 2020',
    );
  });
});
