import { describe, expect, it } from '@jest/globals';
import { developmentKinds } from '../development/kinds.ts';
import type { DevelopmentFact } from '../facts/fact.ts';
import { createHappenings } from './happenings.ts';
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

describe('a happening that was put down', () => {
  it('tells what its fact says, whatever others lie beside it', () => {
    const happenings = createHappenings();
    const given = Array.from({ length: 9_000 }, (_, index) => ({
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
    const places = given.map((each) => happenings.add(prepare(each.fact, each)));
    for (const [index, each] of places.map(happenings.at).entries()) {
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

  it('says what it said, shared with others that say the same or not', () => {
    const happenings = createHappenings();
    const given = Array.from({ length: 300 }, (_, index) => ({
      ...fact,
      kind: developmentKinds[index % developmentKinds.length] ?? 'StatementMade',
      process: index % 3 === 0 ? null : `truce ${String(index % 70)}`,
      actors: index % 2 === 0 ? [] : [{ id: `party ${String(index % 9)}`, role: 'party' }],
      claim: index % 5 === 0 ? ({ subject: 'hill', stance: 'asserts', by: 'one' } as const) : null,
      details: index % 4 === 0 ? {} : { party: `party ${String(index % 7)}` },
    }));
    const when = { position: 1, supersededAt: null };
    const prepared = given.map((each) => prepare(each, when));
    const places = prepared.map(happenings.add);
    for (const [index, { kind, process, actors, claim, details }] of prepared.entries()) {
      expect(happenings.at(places[index] ?? -1)).toMatchObject({
        kind,
        process,
        actors,
        claim,
        details,
      });
    }
  });

  it('ends where it is told to, and no other one with it', () => {
    const happenings = createHappenings();
    const when = { position: 1, supersededAt: null };
    const places = [1, 2].map(() => happenings.add(prepare(fact, when)));
    const [one, other] = places.map(happenings.at);
    if (one !== undefined) one.supersededAt = 7;
    expect([one?.supersededAt, other?.supersededAt]).toEqual([7, Infinity]);
  });

  it('tells its details still when more of them are told apart than are known again', () => {
    const happenings = createHappenings();
    const when = { position: 1, supersededAt: null };
    const add = (round: number) => happenings.add(prepare({ ...fact, details: { round } }, when));
    const places = Array.from({ length: 250_000 }, (_, round) => add(round % 120_000));
    expect(
      places.every((place, index) => happenings.at(place).details.round === index % 120_000),
    ).toBe(true);
  });

  it('is gone when it was only tried', () => {
    const happenings = createHappenings();
    const when = { position: 1, supersededAt: null };
    happenings.add(prepare(fact, when));
    const takeAway = happenings.mark();
    const tried = happenings.add(prepare({ ...fact, id: 'D1' }, when));
    takeAway();
    expect(() => happenings.at(tried)).toThrow(RangeError);
    expect(happenings.at(happenings.add(prepare({ ...fact, id: 'D2' }, when))).id).toBe('D2');
  });

  it('says nothing for another when it was only tried', () => {
    const happenings = createHappenings();
    const when = { position: 1, supersededAt: null };
    const add = (round: number) => happenings.add(prepare({ ...fact, details: { round } }, when));
    add(1);
    const takeAway = happenings.mark();
    add(2);
    takeAway();
    const places = [3, 2, 1].map(add);
    expect(places.map((place) => happenings.at(place).details.round)).toEqual([3, 2, 1]);
  });
});
