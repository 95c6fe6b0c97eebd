import type { Transition } from '@ceasefire/domain';
import { describe, expect, it } from '@jest/globals';
import { asOfFor, changeTimes, lanesOf, neighbours, windowFor } from './ribbons.ts';
import { scaleOf } from './scale.ts';

const window = { from: '2020-10-01', to: '2020-10-10' };
const scale = scaleOf(window, []);

const change = (at: string, from: string, to: string): Transition => ({
  at,
  board: 'ceasefire',
  id: 'ceasefire',
  from,
  to,
  because: [],
});

const agreed = change('2020-10-05T23:59:59.999Z', 'NO_CEASEFIRE', 'AGREED');
const inForce = change('2020-10-08T12:00:00.000Z', 'AGREED', 'IN_FORCE');

describe('the window of a situation', () => {
  it('is kept where nothing changes near its end', () => {
    expect(windowFor(window, [])).toEqual(window);
    expect(windowFor({ ...window, to: '2020-12-31' }, [agreed, inForce]).to).toBe('2020-12-31');
  });

  it('is drawn out so that what the last change led to can be seen', () => {
    const late = change('2020-10-10T23:59:59.999Z', 'IN_FORCE', 'VIOLATED');
    const drawn = windowFor(window, [agreed, late]);
    expect(drawn).toEqual({ from: '2020-10-01', to: '2020-10-11' });
    const [lane] = lanesOf([late], [{ board: 'ceasefire', id: '' }], scaleOf(drawn, []));
    expect(lane?.segments.map(({ status }) => status)).toEqual(['IN_FORCE', 'VIOLATED']);
  });
});

describe('the room after the last change', () => {
  it('is a share of what is drawn, and not of the years that are folded', () => {
    const late = change('2024-06-01T23:59:59.999Z', 'IN_FORCE', 'VIOLATED');
    expect(windowFor(window, [agreed, inForce, late]).to).toBe('2024-06-04');
  });
});

describe('a lane', () => {
  it('holds one segment for each status, without a gap, in order of time', () => {
    const [lane] = lanesOf([inForce, agreed], [{ board: 'ceasefire', id: '' }], scale);
    expect(lane?.segments.map(({ status }) => status)).toEqual([
      'NO_CEASEFIRE',
      'AGREED',
      'IN_FORCE',
    ]);
    expect(lane?.segments[0]?.to).toBeCloseTo(0.5);
    expect(lane?.segments[1]?.from).toBe(lane?.segments[0]?.to);
    expect(lane?.segments.at(-1)?.to).toBe(1);
    expect(lane?.segments.map(({ days }) => days)).toEqual([
      { from: '2020-10-01', to: '2020-10-05' },
      { from: '2020-10-05', to: '2020-10-08' },
      { from: '2020-10-08', to: '2020-10-10' },
    ]);
  });

  it('begins with the status that a change before the window left', () => {
    const old = change('1994-12-31T23:59:59.999Z', 'NO_CEASEFIRE', 'IN_FORCE');
    const [lane] = lanesOf([old], [{ board: 'ceasefire', id: '' }], scale);
    expect(lane?.segments).toEqual([{ status: 'IN_FORCE', from: 0, to: 1, days: window }]);
  });

  it('is left out where nothing ever changes', () => {
    expect(lanesOf([agreed], [{ board: 'deployment', id: 'x' }], scale)).toEqual([]);
  });
});

describe('stepping from change to change', () => {
  const times = changeTimes([inForce, agreed, agreed]);

  it('never stops at the change that is shown', () => {
    expect(neighbours(times, '2020-10-05', 0)).toEqual({ previous: null, next: inForce.at });
    expect(neighbours(times, inForce.at, 0)).toEqual({ previous: agreed.at, next: null });
  });

  it('steps back from the present', () => {
    expect(neighbours(times, null, Date.parse('2026-01-01')).previous).toBe(inForce.at);
  });

  it('says the end of a day as the day', () => {
    expect(asOfFor(agreed.at)).toBe('2020-10-05');
    expect(asOfFor(inForce.at)).toBe(inForce.at);
  });
});
