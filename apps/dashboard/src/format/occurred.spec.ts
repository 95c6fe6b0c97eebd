import type { Occurred } from '@ceasefire/domain';
import { describe, expect, it } from '@jest/globals';
import { formatOccurred, formatSince } from './occurred.ts';

const occurred = (
  from: string | null,
  to: string | null,
  precision: Occurred['precision'],
): Occurred => ({ from, to, precision, certainty: 'text' });

describe('when a development happened', () => {
  it.each([
    [occurred('2020-11-10', '2020-11-10', 'day'), '10 Nov 2020'],
    [occurred('2020-11-09', '2020-11-10', 'night'), 'Night of 9–10 Nov 2020'],
    [occurred('2020-10-10', '2020-11-07', 'interval'), 'Some time in 10 Oct – 7 Nov 2020'],
    [occurred('2020-11-18', '2020-11-25', 'before'), 'By 25 Nov 2020, not before 18 Nov 2020'],
    [occurred(null, '2020-11-22', 'before'), 'By 22 Nov 2020'],
    [occurred('2020-11-10', null, 'after'), 'From 10 Nov 2020 on'],
    [occurred('2020-11-22', '2020-11-29', 'window'), 'Within 22–29 Nov 2020'],
    [occurred('1994-01-01', '1994-12-31', 'year'), '1994'],
    [occurred('1991-01-01', '1994-12-31', 'year'), '1991–1994'],
    [occurred(null, '2020-11-25', 'standing'), 'Standing, as of 25 Nov 2020'],
    [occurred('2020-11-25', '2020-11-25', 'as-of'), 'As of 25 Nov 2020'],
  ])('is never said more exactly than its sources say it (%#)', (given, words) => {
    expect(formatOccurred(given)).toBe(words);
  });

  it('says that a zone was assumed', () => {
    const noon = '2020-10-10T08:00:00Z';
    expect(formatOccurred({ ...occurred(noon, noon, 'minute'), zone: 'assumed' })).toBe(
      '10 Oct 2020, 08:00 UTC (zone assumed)',
    );
  });
});

describe('since when a status holds', () => {
  it('is a day where start and end lie on one day', () => {
    expect(formatSince('2020-11-10T23:59:59.999Z', '2020-11-10T00:00:00.000Z')).toBe(
      'since 10 Nov 2020',
    );
  });

  it('is an instant where one is known', () => {
    const noon = '2020-10-10T08:00:00.000Z';
    expect(formatSince(noon, noon)).toBe('since 10 Oct 2020, 08:00 UTC');
  });

  it('is the span where the reports leave it open', () => {
    expect(formatSince('2020-11-10T23:59:59.999Z', '2020-11-09T00:00:00.000Z')).toBe(
      'since 9 or 10 Nov 2020',
    );
    expect(formatSince('2020-11-22T23:59:59.999Z', '2020-11-10T00:00:00.000Z', 'long')).toBe(
      'since some time between 10 and 22 November 2020',
    );
  });

  it('admits that a start is not reported', () => {
    expect(formatSince('2020-11-22T23:59:59.999Z', null)).toBe('since 22 Nov 2020 at the latest');
    expect(formatSince(null, null)).toBeNull();
  });
});
