import { describe, expect, it } from '@jest/globals';
import { correctionInput, mergeInput, resolutionInput } from './changes.ts';
import { pointers } from './testing/pointers.ts';

const reason = 'A slip of the pen.';

describe('a correction', () => {
  it('changes at least one field', () => {
    expect(pointers(correctionInput, { changes: {}, reason })).toEqual(['/changes']);
  });

  it('may take a claim away', () => {
    expect(pointers(correctionInput, { changes: { claim: null }, reason })).toEqual([]);
  });

  it.each([['id'], ['sources'], ['version']])('cannot change %s', (field) => {
    const changes = { summary: 'New.', [field]: 'x' };
    expect(pointers(correctionInput, { changes, reason })).toEqual([`/changes/${field}`]);
  });

  it('says why', () => {
    expect(pointers(correctionInput, { changes: { summary: 'New.' } })).toEqual(['/reason']);
    expect(pointers(correctionInput, { changes: { summary: 'New.' }, reason: ' ' })).toEqual([
      '/reason',
    ]);
  });

  it('checks the new values as a new development’s are', () => {
    const changes = {
      occurred: { from: '2020-13-01', to: null, precision: 'day', certainty: 'text' },
    };
    expect(pointers(correctionInput, { changes, reason })).toEqual(['/changes/occurred/from']);
  });
});

describe('a merge', () => {
  it('names no development twice, and not the one that stays', () => {
    expect(pointers(mergeInput, { into: 'A', from: ['B', 'B'], reason })).toEqual(['/from']);
    expect(pointers(mergeInput, { into: 'A', from: ['A'], reason })).toEqual(['/from']);
    expect(pointers(mergeInput, { into: 'A', from: [], reason })).toEqual(['/from']);
  });
});

describe('a resolution', () => {
  it('rests on at least one development', () => {
    expect(pointers(resolutionInput, { outcome: 'So.', basedOn: [], reason })).toEqual([
      '/basedOn',
    ]);
  });
});
