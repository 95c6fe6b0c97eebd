import { describe, expect, it } from '@jest/globals';
import { createValues } from './values.ts';

describe('values that were only tried', () => {
  it('leave their numbers to others, and those before them as they are', () => {
    const values = createValues<string>('', String);
    const kept = values.numberOf('kept');
    const takeAway = values.mark();
    const tried = ['one', 'kept', 'another'].map(values.numberOf);
    takeAway();
    expect(tried).toEqual([kept + 1, kept, kept + 2]);
    expect(['another', 'kept', 'one'].map(values.numberOf)).toEqual([kept + 1, kept, kept + 2]);
    expect([kept, kept + 1, kept + 2].map(values.at)).toEqual(['kept', 'another', 'one']);
  });

  it('are gone at once, however often it is tried', () => {
    const values = createValues<number>(0, String);
    const numbers = Array.from({ length: 1_000 }, (_, round) => {
      const takeAway = values.mark();
      const number = values.numberOf(round + 1);
      takeAway();
      return number;
    });
    expect(new Set(numbers)).toEqual(new Set([1]));
  });
});
