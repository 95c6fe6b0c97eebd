import { getHeapStatistics } from 'node:v8';
import { describe, expect, it } from '@jest/globals';
import { sweepLarge } from './engine.ts';

const usedMiB = (): number => getHeapStatistics().used_heap_size / 2 ** 20;

describe('a large heap', () => {
  it('is swept at once, and nobody else can ask for that', () => {
    let lost: unknown[] | undefined = Array.from({ length: 4_000_000 }, (_, at) => ({ at }));
    expect(lost).toHaveLength(4_000_000);
    lost = undefined;
    const before = usedMiB();
    expect(before).toBeGreaterThan(128);
    sweepLarge();
    expect(usedMiB()).toBeLessThan(before - 60);
    expect(globalThis.gc).toBeUndefined();
  });
});
