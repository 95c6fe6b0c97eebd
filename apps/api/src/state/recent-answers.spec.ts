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
});
