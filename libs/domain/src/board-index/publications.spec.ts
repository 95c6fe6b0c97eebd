import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DevelopmentFact } from '../facts/fact.ts';
import { createHappenings } from '../folding/happenings.ts';
import { prepare } from '../folding/prepare.ts';
import { runs } from '../testing/runs.ts';
import { createPublications } from './publications.ts';
import { everything, holdsAt } from './reading.ts';

const fact: DevelopmentFact = {
  fact: 'development',
  id: 'D0',
  kind: 'StatementMade',
  status: 'active',
  startMs: 0,
  definiteMs: 0,
  lasting: false,
  certainty: 'text',
  modality: 'actual',
  process: null,
  actors: [],
  claim: null,
  details: {},
  published: [],
  absorbed: [],
};

describe('publications', () => {
  it('tell the newest one that counts, in whatever order a thousand of them came', () => {
    const given = fc.array(fc.tuple(fc.nat(5_000), fc.boolean()), {
      minLength: 1_000,
      maxLength: 1_200,
    });
    const limits = fc.tuple(fc.nat(5_000), fc.nat(1_200));
    fc.assert(
      fc.property(given, fc.boolean(), limits, (list, inOrder, [ms, at]) => {
        const happenings = createHappenings();
        const publications = createPublications(happenings);
        const sorted = inOrder ? [...list].sort(([one], [other]) => one - other) : list;
        const all = sorted.map(([publishedMs, isOver], index) => {
          const when = { position: index + 1, supersededAt: isOver ? index + 100 : null };
          return { publishedMs, place: happenings.add(prepare(fact, when)) };
        });
        for (const { publishedMs, place } of all) publications.add(place, [publishedMs]);
        for (const [knownMs, position] of [
          [Infinity, Infinity],
          [ms, Infinity],
          [Infinity, at],
          [ms, at],
        ] as const) {
          const counted = all.filter(
            ({ publishedMs, place }) =>
              publishedMs <= knownMs && holdsAt(happenings.at(place), position),
          );
          expect(publications.latest({ ...everything, knownMs, position })).toBe(
            Math.max(-Infinity, ...counted.map(({ publishedMs }) => publishedMs)),
          );
        }
      }),
      { numRuns: runs(20) },
    );
  });
});
