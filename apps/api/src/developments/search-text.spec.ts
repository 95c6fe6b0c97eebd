import { describe, expect, it } from '@jest/globals';
import { likePatterns, searchable } from './search-text.ts';

describe('search', () => {
  it('takes letters with and without accents, large and small, for the same', () => {
    expect(searchable('Çavuşoğlu')).toBe('cavusoglu');
    expect(searchable('KALIN')).toBe(searchable('Kalın'));
  });

  it('looks for every word, wildcards meaning themselves', () => {
    expect(likePatterns('  50%  a_b c\\d ')).toEqual(['%50\\%%', '%a\\_b%', '%c\\\\d%']);
  });

  it('of nothing but blanks finds everything', () => {
    expect(likePatterns(' \n ')).toEqual([]);
  });
});
