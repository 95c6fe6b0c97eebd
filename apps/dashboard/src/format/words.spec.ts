import { describe, expect, it } from '@jest/globals';
import { formatElapsed } from './elapsed.ts';
import { formatStrength } from './strength.ts';
import { counted, idWords, kindWords, listWords } from './words.ts';

describe('words', () => {
  it('make a kind and an id readable', () => {
    expect(kindWords('DeploymentStrengthReported')).toBe('Deployment strength reported');
    expect(idWords('third-country-participation')).toBe('Third country participation');
  });

  it('join a list as a sentence does', () => {
    expect(listWords([])).toBe('');
    expect(listWords(['a'])).toBe('a');
    expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
  });

  it('count in the singular and the plural', () => {
    expect(counted(1, 'source')).toBe('1 source');
    expect(counted(2000, 'source')).toBe('2,000 sources');
  });

  it('keep the qualifier of a head count', () => {
    expect(formatStrength({ value: 2000, qualifier: 'approx' })).toBe('about 2,000');
    expect(formatStrength({ value: 1960, qualifier: 'exact' })).toBe('1,960');
  });

  it('tell how long ago in the largest unit that fits', () => {
    expect(formatElapsed(14_400)).toBe('14 s');
    expect(formatElapsed(61_000)).toBe('1 min');
    expect(formatElapsed(7_200_000)).toBe('2 h');
    expect(formatElapsed(-5)).toBe('0 s');
  });
});
