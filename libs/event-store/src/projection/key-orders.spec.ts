import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyOrders } from './key-orders.ts';

const quote = (key: string): string => JSON.stringify(key);

describe('the order of keys', () => {
  it('is that of their code units, whatever was asked before', () => {
    const order = keyOrders(quote);
    const keys = fc.uniqueArray(fc.oneof(fc.constantFrom('a', 'b', 'B', '10', '9'), fc.string()));
    fc.assert(
      fc.property(keys, (given) => {
        const sorted = [...given].sort();
        expect(order(given).map(({ key }) => key)).toEqual(sorted);
        expect(order(given).map(({ prefix }) => prefix)).toEqual(
          sorted.map((key) => `${quote(key)}:`),
        );
      }),
    );
  });

  it('is remembered for shapes that come again, and worked out when there are too many', () => {
    const order = keyOrders(quote);
    expect(order(['b', 'a'])).toBe(order(['b', 'a']));
    for (let n = 0; n < 10_000; n += 1) order([`day-${String(n)}`]);
    expect(order(['z', 'y'])).not.toBe(order(['z', 'y']));
    expect(order(['z', 'y']).map(({ key }) => key)).toEqual(['y', 'z']);
    expect(order(['b', 'a'])).toBe(order(['b', 'a']));
  });
});
