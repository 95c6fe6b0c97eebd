import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dayAfter,
  dayOfStep,
  isFolded,
  scaleOf,
  shareOf,
  sideOf,
  stepOf,
  windowDays,
} from './scale.ts';

const autumn = { from: '2020-09-27', to: '2020-11-25' };
const changes = ['2020-10-10T08:00:00.000Z', '2020-11-09T23:59:59.999Z', '2020-11-20'];
const years = scaleOf({ from: '2020-09-27', to: '2024-06-08' }, [...changes, '2024-06-01']);

describe('the scale of a window', () => {
  it('draws every day alike where nothing is quiet for long', () => {
    const scale = scaleOf(autumn, changes);
    expect(scale.length).toBe(windowDays(autumn) + 1);
    expect(scale.stretches.some(isFolded)).toBe(false);
    expect(shareOf(scale, '2020-09-27')).toBeCloseTo(1 / 60);
    expect(shareOf(scale, '2020-10-27T00:00:00Z')).toBe(0.5);
  });

  it('folds the years before a late change, and leaves more than half to the weeks before them', () => {
    expect(years.stretches.filter(isFolded)).toHaveLength(1);
    expect(shareOf(years, '2020-11-20')).toBeGreaterThan(0.6);
    expect(shareOf(years, '2024-06-01')).toBeLessThan(0.95);
  });

  it('folds what is quiet before the first change and after the last one as well', () => {
    const window = { from: '2010-01-01', to: '2030-12-31' };
    expect(scaleOf(window, changes).stretches.map(isFolded)).toContain(true);
    expect(scaleOf(window, changes).length).toBeLessThan(90);
  });

  it('takes no notice of changes outside of the window', () => {
    expect(scaleOf(autumn, ['1994-05-12', '2031-01-01'])).toEqual(scaleOf(autumn, []));
  });

  it('holds a time to the window, and says on which side it lies', () => {
    expect([shareOf(years, '1994-05-12'), shareOf(years, '2026-01-01')]).toEqual([0, 1]);
    expect([sideOf(years, '1994-05-12'), sideOf(years, '2026-01-01')]).toEqual(['before', 'after']);
    expect([sideOf(years, '2020-09-27'), sideOf(years, '2024-06-08')]).toEqual([null, null]);
  });
});

describe('the steps of a scale', () => {
  it('are days where it is not folded, from the day before the window on', () => {
    expect(dayOfStep(years, 0)).toBe('2020-09-26');
    expect(stepOf(years, '2020-09-26')).toBe(0);
    expect(dayOfStep(years, stepOf(years, '2020-10-10T08:00Z') + 1)).toBe('2020-10-11');
  });

  it('lead through any scale in order of time, and from every day to another one', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((days) => dayAfter('2020-01-01', days));
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 12 }), day, (days, shown) => {
        const scale = scaleOf({ from: '2020-01-01', to: dayAfter('2020-01-01', 4000) }, days);
        const step = stepOf(scale, shown);
        expect(stepOf(scale, dayOfStep(scale, step))).toBe(step);
        expect(dayOfStep(scale, step) <= shown).toBe(true);
        // The last step is the present.
        if (step + 1 < scale.length) expect(dayOfStep(scale, step + 1) > shown).toBe(true);
        expect(dayOfStep(scale, step - 1) < shown).toBe(true);
        expect(shareOf(scale, shown)).toBeCloseTo(step / scale.length, 1);
      }),
    );
  });
});
