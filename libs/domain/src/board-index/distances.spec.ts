import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Moment } from '../boards.ts';
import { evolveFact } from '../facts/evolve-fact.ts';
import type { Fact, FactRevision } from '../facts/fact.ts';
import { attempts, developments, moments } from '../testing/arbitrary.ts';
import { definitions } from '../testing/developments.ts';
import { attempt } from '../testing/editing.ts';
import { indexOf, logOf, presentMs, type TestLog } from '../testing/log.ts';
import { naiveBoards } from '../testing/naive-boards.ts';
import { runs } from '../testing/runs.ts';
import { createBoardIndex } from './board-index.ts';
import { usualDistances } from './distances.ts';

/** A log long enough to be cut many times, edited here and there. */
const longLogs = fc.tuple(developments(45), attempts).map(([reported, wishes]) => {
  const log = logOf(...reported);
  for (const wish of wishes) attempt(log, reported, wish);
  return log;
});

const distances = fc.oneof(
  fc.record({
    stretch: fc.integer({ min: 1, max: 5 }),
    checkpoint: fc.integer({ min: 1, max: 3 }),
  }),
  fc.constant(usualDistances),
);
const anywhere = fc
  .tuple(moments, fc.option(fc.nat(60)))
  .map(([moment, position]): Moment => ({ ...moment, position }));
const questions = fc.array(anywhere, { minLength: 1, maxLength: 8 });

/** What fails is told as it is: a smaller one of such logs would be looked for by the hour. */
const told = { numRuns: runs(60), endOnFailure: true };

/** As a follower would hand them over: none of them knows its end yet. */
const unended = ({ key, position, state }: FactRevision): FactRevision => ({
  key,
  position,
  supersededAt: null,
  state,
});

describe('an index of stretches', () => {
  it('answers at any moment on the three clocks as a plain fold does, wherever it is cut and whatever it was asked before', () => {
    fc.assert(
      fc.property(longLogs, distances, questions, (log, cut, asked) => {
        const index = createBoardIndex(definitions, cut);
        const revisions = log.revisions();
        index.apply(revisions);
        for (const moment of [...asked, ...asked]) {
          expect(index.boardsAt(moment)).toEqual(naiveBoards(revisions, moment));
        }
      }),
      told,
    );
  });

  it('tells every change of a status, wherever it is cut', () => {
    fc.assert(
      fc.property(longLogs, distances, questions, (log, cut, asked) => {
        const [index, uncut] = [cut, { stretch: 32, checkpoint: 8 }].map((each) =>
          indexOf(log, each),
        );
        for (const moment of asked) {
          expect(index?.transitionsAt(moment)).toEqual(uncut?.transitionsAt(moment));
        }
      }),
      told,
    );
  });

  it('takes late reports between questions, in any order of arrival', () => {
    const arrivals = longLogs.chain((log) =>
      fc.tuple(
        fc.constant(log),
        fc.shuffledSubarray([...log.revisions()], { minLength: log.revisions().length }),
      ),
    );
    fc.assert(
      fc.property(arrivals, distances, questions, ([log, arriving], cut, asked) => {
        const index = createBoardIndex(definitions, cut);
        for (let from = 0; from < arriving.length; from += 7) {
          index.apply(arriving.slice(from, from + 7).map(unended));
          for (const moment of asked) index.boardsAt(moment);
        }
        for (const moment of asked) {
          expect(index.boardsAt(moment)).toEqual(naiveBoards(log.revisions(), moment));
        }
      }),
      told,
    );
  });

  it('tells the newest publication that counts, as a look at all of them does', () => {
    fc.assert(
      fc.property(longLogs, questions, (log, asked) => {
        const index = createBoardIndex(definitions);
        index.apply(log.revisions());
        for (const moment of asked) {
          expect(index.lastReportAt(moment)).toBe(newestPublication(log, moment));
        }
      }),
      told,
    );
  });

  it('foresees what the boards become, and is as it was afterwards', () => {
    fc.assert(
      fc.property(longLogs, distances, fc.nat(20), (log, cut, left) => {
        const { events } = log;
        const known = events.slice(0, Math.max(0, events.length - left));
        const index = createBoardIndex(definitions, cut);
        const before = log.revisions().filter(({ position }) => position <= known.length);
        index.apply(before.map(unended));
        const now: Moment = { asOf: null, knownAt: null, position: null, now: presentMs };
        const boards = index.boardsAt(now);
        const coming = factsAfter(log, known.length);
        expect(index.foresee(coming, presentMs)).toEqual(naiveBoards(log.revisions(), now));
        expect(index.boardsAt(now)).toEqual(boards);
      }),
      told,
    );
  });
});

/** The facts that the events after a position lead to. */
function factsAfter({ events }: TestLog, position: number): readonly Fact[] {
  const facts = new Map<string, Fact>();
  const touched = new Set<string>();
  for (const event of events) {
    facts.set(event.stream, evolveFact(facts.get(event.stream), event));
    if (event.position > position) touched.add(event.stream);
  }
  return [...touched].flatMap((stream) => facts.get(stream) ?? []);
}

function newestPublication(log: TestLog, { knownAt, position }: Moment): string | null {
  const at = position ?? Infinity;
  const all = log.revisions().flatMap(({ state, position: from, supersededAt }) => {
    const holds = from <= at && (supersededAt === null || supersededAt > at);
    if (!holds || state.fact !== 'development' || state.status !== 'active') return [];
    return [...state.published, ...state.absorbed.flatMap(({ published }) => published)];
  });
  const known = all.map((each) => each.at).filter((ms) => ms <= (knownAt ?? Infinity));
  return known.length === 0 ? null : new Date(Math.max(...known)).toISOString();
}
