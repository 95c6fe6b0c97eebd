import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Boards, Moment } from '../boards.ts';
import { developmentStream } from '../development/development-event.ts';
import { evolveDevelopmentDocument, type DevelopmentDocument } from '../development/document.ts';
import { compact } from '../facts/compact.ts';
import { evolveFact } from '../facts/evolve-fact.ts';
import type { Fact } from '../facts/fact.ts';
import { attempts, developments, moments } from '../testing/arbitrary.ts';
import { definitions } from '../testing/developments.ts';
import { attempt, merge, split } from '../testing/editing.ts';
import { indexOf, logOf, presentMs, type TestLog } from '../testing/log.ts';
import { naiveBoards } from '../testing/naive-boards.ts';
import { runs } from '../testing/runs.ts';
import { createBoardIndex } from './board-index.ts';

const boardsAt = (log: TestLog, moment: Moment): Boards => indexOf(log).boardsAt(moment);

/** A log in which editors have tried this and that. */
const editedLogs = fc.tuple(developments(10), attempts).map(([reported, wishes]) => {
  const log = logOf(...reported);
  for (const wish of wishes) attempt(log, reported, wish);
  return log;
});

describe('the boards', () => {
  it('are the same in whatever order the developments arrive', () => {
    const orders = developments(12).chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list], { minLength: list.length }),
        moments,
      ),
    );
    fc.assert(
      fc.property(orders, ([list, shuffled, moment]) => {
        expect(boardsAt(logOf(...shuffled), moment)).toEqual(boardsAt(logOf(...list), moment));
      }),
      { numRuns: runs(150) },
    );
  });

  it('are what they were after a retraction and a reinstatement', () => {
    fc.assert(
      fc.property(developments(8), moments, (list, moment) => {
        const log = logOf(...list);
        const before = boardsAt(log, moment);
        const stream = developmentStream('D0');
        log.append(stream, { type: 'DevelopmentRetracted', data: { reason: 'An error.' } });
        log.append(stream, { type: 'DevelopmentReinstated', data: { reason: 'No error.' } });
        expect(boardsAt(log, moment)).toEqual(before);
      }),
    );
  });

  it('are what they were after a merge and a split', () => {
    fc.assert(
      fc.property(developments(8), moments, (list, moment) => {
        fc.pre(list.length > 1);
        const log = logOf(...list);
        const before = boardsAt(log, moment);
        merge(log, 'D0', 'D1');
        split(log, 'D0', list.length + 1);
        expect(boardsAt(log, moment)).toEqual(before);
      }),
    );
  });

  it('are those of a plain fold of everything, after any edits and at any moment on the three clocks', () => {
    fc.assert(
      fc.property(editedLogs, moments, fc.option(fc.nat(20)), (log, moment, position) => {
        const at = { ...moment, position };
        expect(boardsAt(log, at)).toEqual(naiveBoards(log.revisions(), at));
      }),
      { numRuns: runs(100) },
    );
  });

  it('of an index that is asked and fed by turns are those of a plain fold', () => {
    fc.assert(
      fc.property(editedLogs, fc.array(moments, { minLength: 1, maxLength: 30 }), (log, asked) => {
        const index = createBoardIndex(definitions, { stretch: 3, checkpoint: 2 });
        const revisions = log.revisions();
        for (const [place, { key, position, state }] of revisions.entries()) {
          index.apply([{ key, position, supersededAt: null, state }]);
          const moment = asked[place % asked.length] ?? asked[0];
          if (moment === undefined) continue;
          const sofar = { ...moment, position };
          expect(index.boardsAt(moment)).toEqual(naiveBoards(revisions, sofar));
        }
      }),
      { numRuns: runs(150) },
    );
  });

  it('show nothing of a development before its first source was published', () => {
    fc.assert(
      fc.property(developments(10), moments, (list, moment) => {
        const { knownAt } = moment;
        fc.pre(knownAt !== null);
        const published = list.filter(({ sources }) =>
          sources.some((each) => Date.parse(`${each.publishedAt}T23:59:59.999Z`) <= knownAt),
        );
        const without = boardsAt(logOf(...published), { ...moment, knownAt: null });
        // That something was missed is no report: it shows by the clock, and a limit on what is known limits it too.
        expect(unjudged(boardsAt(logOf(...list), moment))).toEqual(unjudged(without));
      }),
    );
  });
});

describe('a transition', () => {
  it('is at the first instant of the new status, and since says the same', () => {
    fc.assert(
      fc.property(editedLogs, (log) => {
        const index = indexOf(log);
        const moment = (asOf: number) => ({ asOf, knownAt: null, position: null, now: presentMs });
        for (const { at, board, id, from, to } of index.transitionsAt(moment(presentMs))) {
          const ms = Date.parse(at);
          const after = statusIn(index.boardsAt(moment(ms)), board, id);
          expect(after).toEqual({ status: to, since: at });
          expect(statusIn(index.boardsAt(moment(ms - 1)), board, id)?.status ?? 'NONE').toBe(from);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('lies wherever two moments differ in a status', () => {
    fc.assert(
      fc.property(editedLogs, moments, moments, (log, one, other) => {
        const [first, last] = [one.asOf ?? presentMs, other.asOf ?? presentMs].sort(
          (a, b) => a - b,
        );
        fc.pre(first !== undefined && last !== undefined);
        const index = indexOf(log);
        const read = (asOf: number) =>
          index.boardsAt({ asOf, knownAt: null, position: null, now: presentMs }).ceasefire.status;
        const moved = index
          .transitionsAt({ asOf: last, knownAt: null, position: null, now: presentMs })
          .filter(({ board, at }) => board === 'ceasefire' && Date.parse(at) > first);
        if (moved.length === 0) expect(read(last)).toBe(read(first));
        else expect(moved.at(-1)?.to).toBe(read(last));
      }),
    );
  });

  it('to another arrangement or status is where the ceasefire says that it has both since', () => {
    fc.assert(
      fc.property(editedLogs, moments, (log, { asOf }) => {
        const index = indexOf(log);
        const read = (ms: number) => {
          const { ceasefire } = index.boardsAt({ ...liveMoment(presentMs), asOf: ms });
          return { ...ceasefire, held: [ceasefire.arrangement, ceasefire.status] };
        };
        const { since, held } = read(asOf ?? presentMs);
        fc.pre(since !== null);
        expect(read(Date.parse(since)).held).toEqual(held);
        expect(read(Date.parse(since) - 1).held).not.toEqual(held);
      }),
      { numRuns: runs(150) },
    );
  });

  it('by the clock alone is foretold', () => {
    fc.assert(
      fc.property(editedLogs, (log) => {
        const index = indexOf(log);
        const start = Date.parse('2021-02-01T00:00:00.000Z');
        const live = (now: number) =>
          index.boardsAt({ asOf: null, knownAt: null, position: null, now });
        for (let at = start; ;) {
          const next = index.nextChangeAfter(at);
          const justBefore = next === null ? presentMs : next - 1;
          expect(naiveBoards(log.revisions(), liveMoment(justBefore))).toEqual(live(at));
          if (next === null) return;
          at = next;
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

/** Boards that do not tell what was missed from what is pending. */
const unjudged = (boards: Boards): Boards => ({
  ...boards,
  negotiations: boards.negotiations.map((each) => ({
    ...each,
    expectations: each.expectations.map((expectation) =>
      expectation.status === 'MISSED' ? { ...expectation, status: 'PENDING' } : expectation,
    ),
  })),
});

const liveMoment = (now: number): Moment => ({ asOf: null, knownAt: null, position: null, now });

describe('what is definite', () => {
  it('stays definite: adding later happenings never takes a change out of the past', () => {
    fc.assert(
      fc.property(editedLogs, moments, (log, { asOf }) => {
        fc.pre(asOf !== null);
        const index = indexOf(log);
        const read = (at: number) =>
          index.transitionsAt({ asOf: at, knownAt: null, position: null, now: presentMs });
        const past = read(asOf);
        const later = read(presentMs).filter(({ at }) => Date.parse(at) <= asOf);
        const plain = (list: typeof past) =>
          list.map(({ at, board, id, from, to }) => [at, board, id, from, to]);
        expect(plain(later)).toEqual(plain(past));
      }),
    );
  });
});

describe('the fact of a development', () => {
  it('is what its whole document says, in short, and goes through JSON unchanged', () => {
    fc.assert(
      fc.property(editedLogs, (log) => {
        const facts = new Map<string, Fact>();
        const documents = new Map<string, DevelopmentDocument>();
        for (const event of log.events) {
          facts.set(event.stream, evolveFact(facts.get(event.stream), event));
          if (!event.stream.startsWith('development-')) continue;
          const document = evolveDevelopmentDocument(documents.get(event.stream), event);
          documents.set(event.stream, document);
          const fact = facts.get(event.stream);
          expect(fact).toEqual(compact(document.state));
          expect(JSON.parse(JSON.stringify(fact))).toStrictEqual(fact);
          expect(JSON.parse(JSON.stringify(document))).toStrictEqual(document);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

function statusIn(boards: Boards, board: string, id: string) {
  const { ceasefire, deployments, negotiations, disputes } = boards;
  const each = (found: { since: string | null } | undefined, status?: string) =>
    found && { status: status ?? '', since: found.since };
  const arrangement = ceasefire.arrangements.find((one) => one.id === id);
  const deployment = deployments.find((one) => one.id === id);
  const negotiation = negotiations.find((one) => one.id === id);
  const dispute = disputes.find((one) => one.subject === id);
  switch (board) {
    case 'ceasefire':
      return each(ceasefire, ceasefire.status);
    case 'hostilities':
      return { status: ceasefire.hostilities, since: ceasefire.hostilitiesSince };
    case 'arrangement':
      return each(arrangement, arrangement?.status);
    case 'deployment':
      return each(deployment, deployment?.status);
    case 'negotiation':
      return each(negotiation, negotiation?.stage);
    default:
      return each(dispute, dispute?.status);
  }
}
