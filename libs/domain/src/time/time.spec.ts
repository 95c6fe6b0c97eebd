import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { between, day, instant } from '../testing/developments.ts';
import { findSpan, formatInstant, getSpan, momentEnd } from './instant.ts';
import { intervalOf } from './interval.ts';

const ms = (text: string): number => Date.parse(text);

describe('a time', () => {
  it('that is a date covers the whole UTC day', () => {
    expect(findSpan('2020-10-10')).toEqual({
      startMs: ms('2020-10-10T00:00:00.000Z'),
      endMs: ms('2020-10-10T23:59:59.999Z'),
    });
    expect(momentEnd('2020-02-29')).toBe(ms('2020-02-29T23:59:59.999Z'));
  });

  it('that is an instant is itself, with or without seconds and fractions', () => {
    for (const text of ['2020-10-10T08:00Z', '2020-10-10T08:00:00Z', '2020-10-10T08:00:00.0Z']) {
      expect(momentEnd(text)).toBe(ms('2020-10-10T08:00:00.000Z'));
    }
    expect(momentEnd('2020-10-10T08:00:01.2345Z')).toBe(ms('2020-10-10T08:00:01.234Z'));
  });

  it.each([
    '2020-02-30',
    '2021-02-29',
    '2020-13-01',
    '2020-00-10',
    '0000-01-01',
    '2020-10-10T24:00Z',
    '2020-10-10T08:60Z',
    '2020-10-10T08:00:60Z',
    '2020-02-30T08:00Z',
    '2020-10-10T08:00',
    '2020-10-10T08:00+04:00',
    '2020-10-10 08:00Z',
    '20-10-10',
    '2020-10-10\n',
    ' 2020-10-10',
    '',
    'yesterday',
  ])('that cannot be is refused: %j', (text) => {
    expect(findSpan(text)).toBeUndefined();
    expect(momentEnd(text)).toBeUndefined();
    expect(() => getSpan(text)).toThrow(RangeError);
  });

  it('is that of the calendar, whatever the day', () => {
    const years = { min: new Date('0001-01-01T00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') };
    fc.assert(
      fc.property(fc.date({ ...years, noInvalidDate: true }), (moment) => {
        const text = moment.toISOString();
        const startMs = ms(`${text.slice(0, 10)}T00:00:00.000Z`);
        expect(findSpan(text)).toEqual({ startMs: moment.getTime(), endMs: moment.getTime() });
        for (let time = 0; time < 2; time += 1)
          expect(findSpan(text.slice(0, 10))?.startMs).toBe(startMs);
      }),
    );
  });

  it('is one of the days that its month has', () => {
    const pair = (max: number) =>
      fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), pair(13), pair(32), (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${month}-${day}`;
        const date = new Date(`${text}T00:00:00.000Z`);
        const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
        expect(findSpan(text) !== undefined).toBe(exists);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is written as a UTC instant with milliseconds', () => {
    expect(formatInstant(ms('2020-10-10T08:00Z'))).toBe('2020-10-10T08:00:00.000Z');
  });

  it('is written as the language writes it, the ends of a day and of all time too', () => {
    const days = fc.integer({ min: -1e8, max: 1e8 - 1 });
    fc.assert(
      fc.property(
        fc.oneof(
          days.map((day) => day * 86_400_000 - 1),
          fc.integer(),
          fc.integer({ min: -8.64e15, max: 8.64e15 }),
          fc.constantFrom(-8.64e15, 8.64e15, -1, 0),
        ),
        (at) => {
          fc.pre(Math.abs(at) <= 8.64e15);
          for (let times = 0; times < 2; times += 1) {
            expect(formatInstant(at)).toBe(new Date(at).toISOString());
          }
        },
      ),
    );
    expect(() => formatInstant(NaN)).toThrow(RangeError);
  });
});

describe('the interval of a development', () => {
  it('begins with the first and is definite with the last instant of a day', () => {
    expect(intervalOf(day('2020-10-10'))).toEqual({
      startMs: ms('2020-10-10T00:00:00.000Z'),
      definiteMs: ms('2020-10-10T23:59:59.999Z'),
    });
  });

  it('is one instant where the minute is known', () => {
    const at = ms('2020-10-10T08:00:00.000Z');
    expect(intervalOf(instant('2020-10-10T08:00Z'))).toEqual({ startMs: at, definiteMs: at });
  });

  it.each(['before', 'standing', 'as-of', 'interval', 'night', 'year', 'window'] as const)(
    'given as %s is definite at its end',
    (precision) => {
      expect(intervalOf(between(null, '2020-10-10', precision))).toEqual({
        startMs: null,
        definiteMs: ms('2020-10-10T23:59:59.999Z'),
      });
    },
  );

  it('given as after is definite at the end of its beginning, whatever its end', () => {
    for (const to of [null, '2020-12-31']) {
      expect(intervalOf(between('2020-10-10', to, 'after'))).toEqual({
        startMs: ms('2020-10-10T00:00:00.000Z'),
        definiteMs: ms('2020-10-10T23:59:59.999Z'),
      });
    }
  });

  it('that nothing ends is never definite', () => {
    expect(intervalOf(between('2020-10-10', null)).definiteMs).toBeNull();
  });
});
