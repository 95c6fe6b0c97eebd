import { describe, expect, it } from '@jest/globals';
import { axisMarks } from './axis.ts';
import { scaleOf } from './scale.ts';

const labels = (from: string, to: string, changes: readonly string[] = []) => {
  const scale = scaleOf({ from, to }, changes);
  const marks = (room: 'narrow' | 'wide') =>
    axisMarks(scale, room)
      .toSorted((a, b) => a.at - b.at)
      .map(({ label }) => label);
  return { narrow: marks('narrow'), wide: marks('wide') };
};

/** Changes on every 20th day, so that nothing is folded. */
const busy = (from: string, times: number) =>
  Array.from({ length: times }, (_, index) =>
    new Date(Date.parse(from) + index * 20 * 86_400_000).toISOString(),
  );

describe('the words on the time axis', () => {
  it('are the 1st and 15th of each month of a few weeks, and where it ends', () => {
    const weeks = labels('2020-09-27', '2020-11-28', busy('2020-09-28', 4));
    expect(weeks.narrow).toEqual(['1 Oct', '15 Oct', '1 Nov', '15 Nov', 'now']);
    expect(weeks.wide).toEqual(weeks.narrow);
  });

  it('are months of a longer window, as many as there is room for', () => {
    const years = labels('2020-09-27', '2022-09-27', busy('2020-09-28', 37));
    expect(years.narrow).toEqual(['Oct 2020', 'Mar 2021', 'Aug 2021', 'Jan 2022', 'now']);
    expect(years.wide.length).toBeGreaterThan(years.narrow.length);
  });

  it('say the year where there is more than one, and with which day the drawing goes on after a fold', () => {
    const changes = [...busy('2020-09-28', 4), '2024-06-01'];
    const years = labels('2020-09-27', '2024-06-08', changes);
    expect(years.wide).toEqual(['1 Oct 2020', '15 Oct', '1 Nov', '15 Nov', '1 Jun 2024', 'now']);
    expect(years.narrow).toEqual(['1 Oct 2020', '1 Nov', '1 Jun 2024', 'now']);
  });
});
