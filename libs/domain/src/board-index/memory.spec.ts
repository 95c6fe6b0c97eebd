import { describe, expect, it } from '@jest/globals';
import { createHappenings } from '../folding/happenings.ts';
import { createMemory } from './memory.ts';
import type { RememberedPassage, Stretch } from './stretch.ts';

const passage = (mask: number): RememberedPassage<number> => ({
  mask,
  from: 0,
  after: 0,
  next: 0,
  resolutions: new Map(),
  again: false,
});
const stretch = (): Stretch<number> => ({
  members: [],
  happenings: createHappenings(),
  summary: null,
  passages: [],
});
const masksOf = ({ passages }: Stretch<number>): readonly number[] =>
  passages.map(({ mask }) => mask);

describe('the memory of an index', () => {
  it('forgets of all passages the one that was remembered first', () => {
    const memory = createMemory(2);
    const [one, other] = [stretch(), stretch()];
    memory.keep(one, passage(1));
    memory.keep(other, passage(2));
    memory.keep(other, passage(3));
    expect([masksOf(one), masksOf(other)]).toEqual([[], [2, 3]]);
  });

  it('holds on to the one that was gone again, for one round', () => {
    const memory = createMemory(2);
    const [one, other] = [stretch(), stretch()];
    memory.keep(one, { ...passage(1), again: true });
    memory.keep(other, passage(2));
    memory.keep(other, passage(3));
    expect([masksOf(one), masksOf(other)]).toEqual([[1], [3]]);
    memory.keep(other, passage(4));
    expect([masksOf(one), masksOf(other)]).toEqual([[], [3, 4]]);
  });

  it('forgets one even where all of them were gone again', () => {
    const memory = createMemory(40);
    const many = Array.from({ length: 41 }, stretch);
    for (const [mask, each] of many.entries()) {
      memory.keep(each, { ...passage(mask), again: true });
    }
    expect(many.filter(({ passages }) => passages.length === 1)).toHaveLength(40);
  });

  it('forgets of one stretch the oldest that was not gone again', () => {
    const memory = createMemory(100);
    const one = stretch();
    for (const mask of [1, 2, 3, 4, 5]) memory.keep(one, { ...passage(mask), again: mask === 1 });
    expect(masksOf(one)).toEqual([1, 3, 4, 5]);
  });

  it('holds four passages of one stretch', () => {
    const memory = createMemory(100);
    const one = stretch();
    for (const mask of [1, 2, 3, 4, 5]) memory.keep(one, passage(mask));
    expect(masksOf(one)).toEqual([2, 3, 4, 5]);
  });
});
