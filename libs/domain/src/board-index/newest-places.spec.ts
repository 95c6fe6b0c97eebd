import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../testing/runs.ts';
import { createNewestPlaces } from './newest-places.ts';

describe('the newest places', () => {
  it('are those that were set last, whatever the ids are and however many', () => {
    const ids = fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.nat(400).map(String)), {
      maxLength: 600,
    });
    fc.assert(
      fc.property(ids, (list) => {
        const newest = createNewestPlaces((place) => list[place] ?? '');
        const expected = new Map<string, number>();
        for (const [place, id] of list.entries()) {
          expect(newest.of(id)).toBe(expected.get(id));
          newest.set(id, place);
          expected.set(id, place);
        }
        for (const [id, place] of expected) expect(newest.of(id)).toBe(place);
        expect(newest.of('nowhere')).toBeUndefined();
      }),
      { numRuns: runs(50) },
    );
  });
});
