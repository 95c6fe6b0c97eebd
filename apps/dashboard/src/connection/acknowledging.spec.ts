import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { LiveEvent } from '@ceasefire/contracts';
import { Acknowledging } from './acknowledging.ts';

const events = (count: number) => Array.from({ length: count }, () => ({}) as LiveEvent);

let acknowledged: number[];
let acknowledging: Acknowledging;
let message: number;
let isSeen: boolean;
const take = (count = 1, isBehind = false): void => {
  const own = ++message;
  acknowledging.tookIn({ events: events(count), isBehind }, () => acknowledged.push(own));
};
beforeEach(() => {
  jest.useFakeTimers();
  [acknowledged, message, isSeen] = [[], 0, true];
  acknowledging = new Acknowledging(() => isSeen);
});
afterEach(() => {
  jest.useRealTimers();
});

describe('what was taken in', () => {
  it('is acknowledged at once after a pause', () => {
    take();
    expect(acknowledged).toEqual([1]);
    jest.advanceTimersByTime(1_000);
    take();
    expect(acknowledged).toEqual([1, 2]);
  });

  it('is acknowledged by the last of several messages that follow closely, and none of them later', () => {
    for (let left = 12; left > 0; left -= 1) {
      take();
      jest.advanceTimersByTime(250);
    }
    expect(acknowledged).toEqual([1, 4, 8, 12]);
    jest.advanceTimersByTime(1_000);
    expect(acknowledged).toEqual([1, 4, 8, 12]);
    take();
    expect(acknowledged).toEqual([1, 4, 8, 12, 13]);
  });

  it('is acknowledged at once when it is much', () => {
    take();
    take(60);
    take(60);
    take(200);
    take(99);
    expect(acknowledged).toEqual([1, 3, 4]);
    jest.advanceTimersByTime(1_000);
    expect(acknowledged).toEqual([1, 3, 4, 5]);
  });

  it('is acknowledged at once by one who catches up, up to what brings it to the head', () => {
    take(40, true);
    take(3, true);
    take(1);
    take(1);
    expect(acknowledged).toEqual([1, 2]);
    jest.advanceTimersByTime(1_000);
    expect(acknowledged).toEqual([1, 2, 4]);
  });

  it('is acknowledged at once while nobody sees the page', () => {
    take();
    take();
    isSeen = false;
    take();
    take();
    expect(acknowledged).toEqual([1, 3, 4]);
  });

  it('is not acknowledged when its connection is gone', () => {
    take();
    take();
    acknowledging.drop();
    jest.advanceTimersByTime(1_000);
    expect(acknowledged).toEqual([1]);
  });
});
