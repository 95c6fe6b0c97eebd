import { describe, expect, it } from '@jest/globals';
import { likePattern, searchable, searchWords } from './search-text.ts';

describe('search', () => {
  it('takes letters with and without accents, large and small, for the same', () => {
    expect(searchable('Çavuşoğlu')).toBe('cavusoglu');
    expect(searchable('KALIN')).toBe(searchable('Kalın'));
  });

  it('looks for words, wildcards meaning themselves', () => {
    expect(searchWords('  50%  A_b c\\d \n').map(likePattern)).toEqual([
      '%50\\%%',
      '%a\\_b%',
      '%c\\\\d%',
    ]);
  });

  it('looks for at most twelve words', () => {
    expect(searchWords('w '.repeat(50))).toHaveLength(12);
  });
});
