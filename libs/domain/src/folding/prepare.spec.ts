import { describe, expect, it } from '@jest/globals';
import type { DevelopmentFact } from '../facts/fact.ts';
import { createInterner } from './intern.ts';
import { prepare } from './prepare.ts';

const fact: DevelopmentFact = {
  fact: 'development',
  id: 'D0',
  kind: 'CeasefireAgreed',
  status: 'active',
  startMs: 5,
  definiteMs: 9,
  lasting: false,
  certainty: 'text',
  modality: 'actual',
  process: 'truce',
  actors: [],
  claim: null,
  details: {},
  published: [{ at: 20, root: 'agency' }],
  absorbed: [],
};

describe('a prepared revision', () => {
  it('tells what its fact says, whatever others lie beside it', () => {
    const interner = createInterner();
    const given = Array.from({ length: 3_000 }, (_, index) => ({
      position: index + 1,
      supersededAt: index % 3 === 0 ? null : index + 2,
      fact: {
        ...fact,
        id: `D${String(index)}`,
        status: (['active', 'retracted', 'merged'] as const)[index % 3] ?? 'active',
        startMs: index % 4 === 0 ? null : index - 0.5,
        definiteMs: index % 5 === 0 ? null : index,
        lasting: index % 2 === 0,
        certainty: (['inference', 'derived', 'text'] as const)[index % 3] ?? 'text',
        modality: index % 7 === 0 ? ('future' as const) : ('actual' as const),
        published: [{ at: index * 2 ** 20, root: 'agency' }],
      },
    }));
    const prepared = given.map((each) => prepare(each.fact, each, interner));
    for (const [index, each] of prepared.entries()) {
      expect([
        each.id,
        each.status,
        each.position,
        each.supersededAt,
        each.startMs,
        each.definiteMs,
        each.lasting,
        each.sureness,
        each.moves,
        each.knownFromMs,
      ]).toEqual([
        `D${String(index)}`,
        ['active', 'retracted', 'merged'][index % 3],
        index + 1,
        index % 3 === 0 ? Infinity : index + 2,
        index % 4 === 0 ? -Infinity : index - 0.5,
        index % 5 === 0 ? Infinity : index,
        index % 2 === 0,
        index % 3,
        index % 7 !== 0,
        index * 2 ** 20,
      ]);
    }
  });

  it('ends where it is told to, and no other one with it', () => {
    const interner = createInterner();
    const when = { position: 1, supersededAt: null };
    const [one, other] = [prepare(fact, when, interner), prepare(fact, when, interner)];
    one.supersededAt = 7;
    expect([one.supersededAt, other.supersededAt]).toEqual([7, Infinity]);
  });
});
