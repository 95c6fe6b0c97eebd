import { describe, expect, it } from '@jest/globals';
import { milestoneTrack } from './milestones.ts';
import { possiblyWords, statusWords } from './status-words.ts';

describe('the track of a negotiation', () => {
  it('marks what is passed, reached, possible and ahead', () => {
    expect(milestoneTrack('DISCUSSED', ['IN_TALKS']).map(({ standing }) => standing)).toEqual([
      'passed',
      'reached',
      'possible',
      'ahead',
      'ahead',
      'ahead',
    ]);
  });

  it('marks nothing as reached before talks begin', () => {
    expect(milestoneTrack('NOT_STARTED', []).every(({ standing }) => standing === 'ahead')).toBe(
      true,
    );
  });
});

describe('a status', () => {
  it('is in words with a tone', () => {
    expect(statusWords('NO_CEASEFIRE')).toEqual({ words: 'No ceasefire', tone: 'none' });
  });

  it('that the page does not know is shown all the same', () => {
    expect(statusWords('FROZEN_HARD')).toEqual({ words: 'frozen hard', tone: 'none' });
  });

  it('that may have changed is said as a possibility', () => {
    expect(possiblyWords(['DEPLOYED', 'WITHDRAWN'])).toBe('Possibly already deployed or withdrawn');
    expect(possiblyWords([])).toBeNull();
  });
});
