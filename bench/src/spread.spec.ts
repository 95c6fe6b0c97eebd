import { describe, expect, it } from '@jest/globals';
import { figure, quantile, spread, withSpread } from './spread.ts';

describe('the spread of several runs', () => {
  it('names the median and both ends, whatever the order', () => {
    expect(spread([5, 1, 9, 3, 7])).toEqual({ median: 5, min: 1, max: 9 });
  });

  it('takes the nearest rank, so that p99 of 100 values is the 99th', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(quantile(values, 0.99)).toBe(99);
  });

  it('refuses to make a figure of nothing', () => {
    expect(() => spread([])).toThrow(RangeError);
  });

  it('prints as many digits as a reader needs', () => {
    expect([figure(12345.6), figure(42.42), figure(1.234)]).toEqual(['12,346', '42.4', '1.23']);
    expect(withSpread({ median: 2, min: 1, max: 3 })).toBe('2.00 (1.00–3.00)');
  });
});
