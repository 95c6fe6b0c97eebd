import { describe, expect, it } from '@jest/globals';
import { inTurns } from './in-turns.ts';

const busyMs = (ms: number): void => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

describe('work that is done in turns', () => {
  it('is done for each once, in order', async () => {
    const done: number[] = [];
    await inTurns([1, 2, 3, 4], (one) => {
      busyMs(1.5);
      done.push(one);
    });
    expect(done).toEqual([1, 2, 3, 4]);
  });

  it('begins at once, and lets others have their turn before it is finished', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('another'));
    const working = inTurns(['first', 'second', 'third'], (one) => {
      order.push(one);
      busyMs(3);
    });
    expect(order).toEqual(['first']);
    await working;
    expect(order.indexOf('another')).toBeLessThan(order.indexOf('third'));
  });
});
