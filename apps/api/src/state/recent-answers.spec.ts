import { describe, expect, it } from '@jest/globals';
import { RecentAnswers } from './recent-answers.ts';

describe('recent answers', () => {
  it('forget the one that was not asked for the longest', () => {
    const answers = new RecentAnswers<number>(2);
    answers.set('a', 1);
    answers.set('b', 2);
    answers.get('a');
    answers.set('c', 3);
    expect(['a', 'b', 'c'].map((key) => answers.get(key))).toEqual([1, undefined, 3]);
  });

  it('are kept by their weight, and one that is too heavy by itself is not', () => {
    const answers = new RecentAnswers<string>(6, (text) => text.length);
    answers.set('a', 'four');
    answers.set('a', 'of4.');
    answers.set('b', '2.');
    expect(['a', 'b'].map((key) => answers.get(key))).toEqual(['of4.', '2.']);
    answers.set('c', 'three');
    answers.set('d', 'all seven');
    expect(['a', 'b', 'c', 'd'].map((key) => answers.get(key))).toEqual(Array(4).fill(undefined));
  });

  it('tell of each that is no longer kept, once', () => {
    const dropped: string[] = [];
    const answers = new RecentAnswers<string>(
      2,
      () => 1,
      (value) => dropped.push(value),
    );
    for (const key of ['a', 'b', 'c', 'b']) answers.set(key, `${key}${String(dropped.length)}`);
    expect(dropped).toEqual(['a0', 'b0']);
    answers.clear();
    expect(dropped).toEqual(['a0', 'b0', 'c0', 'b1']);
    answers.clear();
    expect(dropped).toHaveLength(4);
  });
});
