import { describe, expect, it } from '@jest/globals';
import { standingLine } from './moment-words.ts';

const state = { position: 131, lastReportAt: '2020-11-25T23:59:59.999Z' };

describe('the line under the title', () => {
  it('says what is shown, as recorded by when, and how fresh the reports are', () => {
    expect(standingLine({ asOf: null, knownAt: null }, state)).toBe(
      'Showing what is the case now · as recorded at position 131 · last report 25 Nov 2020',
    );
  });

  it('says both clocks of another moment', () => {
    expect(standingLine({ asOf: '2020-11-10', knownAt: '2020-11-09' }, null)).toBe(
      'Showing what was the case on 10 Nov 2020, as known by 9 Nov 2020',
    );
  });
});
