import { describe, expect, it } from '@jest/globals';
import type { Claim } from '../development/development.ts';
import { DomainError } from '../development/domain-error.ts';
import { day, development } from '../testing/developments.ts';
import { boardsOn, indexOf, logOf, resolve } from '../testing/log.ts';
import { decideDispute, type DisputeContext } from './decide-dispute.ts';
import { disputeStream } from './dispute-state.ts';

const says = (id: string, stance: Pick<Claim, 'by' | 'stance'>, date: string) =>
  development(id, 'StatementMade', {
    occurred: day(date),
    claim: { subject: 'who-began', ...stance },
  });
const asserted = says('A', { by: 'borduria', stance: 'asserts' }, '2021-03-01');
const denied = says('D', { by: 'syldavia', stance: 'denies' }, '2021-03-02');
const basis = development('B', 'ContextNoted', { occurred: day('2021-03-05') });

describe('a dispute', () => {
  it('is open while different parties assert and deny one subject', () => {
    const log = logOf(denied, asserted);
    expect(boardsOn(log, '2021-03-01').disputes).toEqual([]);
    expect(boardsOn(log, '2021-03-02').disputes).toEqual([
      {
        subject: 'who-began',
        status: 'OPEN',
        outcome: null,
        since: '2021-03-02T23:59:59.999Z',
        claims: [
          { by: 'syldavia', stance: 'denies', development: 'D' },
          { by: 'borduria', stance: 'asserts', development: 'A' },
        ],
        basedOn: [],
      },
    ]);
  });

  it('tells the newest ten claims of each side, so that the other side is heard however often one speaks', () => {
    const daysOf = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `2021-04-${from + index}`);
    const assertions = daysOf(10, 15).map((date) =>
      says(`A${date.slice(-2)}`, { by: 'borduria', stance: 'asserts' }, date),
    );
    const [dispute] = boardsOn(logOf(denied, ...assertions), '2021-05-01').disputes;
    expect(dispute?.claims.map(({ development: id }) => id)).toEqual([
      ...['A24', 'A23', 'A22', 'A21', 'A20', 'A19', 'A18', 'A17', 'A16', 'A15'],
      'D',
    ]);
  });

  it('does not arise from one party that says both', () => {
    const log = logOf(asserted, says('D', { by: 'borduria', stance: 'denies' }, '2021-03-02'));
    expect(boardsOn(log, '2021-03-05').disputes).toEqual([]);
  });

  it('arises from claims on who controls a place, by the place', () => {
    const log = logOf(
      development('T1', 'TerritorialControlClaimed', {
        details: { place: 'hill', party: 'borduria' },
      }),
      development('T2', 'TerritorialControlDenied', {
        details: { place: 'hill', party: 'syldavia' },
      }),
    );
    expect(boardsOn(log, '2021-03-05').disputes).toMatchObject([
      { subject: 'hill-control', status: 'OPEN' },
    ]);
  });

  it('is closed only by a judgement, and only once that rests on what is definite', () => {
    const log = logOf(asserted, denied, basis);
    resolve(log, 'who-began', 'B');
    expect(boardsOn(log, '2021-03-04').disputes).toMatchObject([{ status: 'OPEN' }]);
    expect(boardsOn(log, '2021-03-05').disputes).toMatchObject([
      {
        status: 'RESOLVED',
        outcome: 'It is settled.',
        since: '2021-03-05T23:59:59.999Z',
        basedOn: ['B'],
      },
    ]);
  });

  it('is closed by the clock when the judgement begins to count', () => {
    const log = logOf(asserted, denied, basis);
    resolve(log, 'who-began', 'B');
    const next = indexOf(log).nextChangeAfter(Date.parse('2021-03-04T00:00:00Z'));
    expect(next).toBe(Date.parse('2021-03-05T23:59:59.999Z'));
  });

  it('is open again when the judgement is taken back, or what it rests on is retracted', () => {
    const reopened = logOf(asserted, denied, basis);
    resolve(reopened, 'who-began', 'B');
    reopened.append(disputeStream('who-began'), {
      type: 'DisputeReopened',
      data: { subject: 'who-began', reason: 'New witnesses.' },
    });
    expect(boardsOn(reopened, '2021-03-05').disputes).toMatchObject([{ status: 'OPEN' }]);
    const retracted = logOf(asserted, denied, basis);
    resolve(retracted, 'who-began', 'B');
    retracted.append('development-B', { type: 'DevelopmentRetracted', data: { reason: 'False.' } });
    expect(boardsOn(retracted, '2021-03-05').disputes).toMatchObject([{ status: 'OPEN' }]);
  });
});

describe('a dispute of which a claim is retracted', () => {
  it('is none, resolved or not: nobody contests the subject; a reinstatement brings it back as it was', () => {
    for (const resolved of [false, true]) {
      const log = logOf(asserted, denied, basis);
      if (resolved) resolve(log, 'who-began', 'B');
      const before = boardsOn(log, '2021-03-05').disputes;
      expect(before).toMatchObject([{ status: resolved ? 'RESOLVED' : 'OPEN' }]);
      log.append('development-D', { type: 'DevelopmentRetracted', data: { reason: 'False.' } });
      expect(boardsOn(log, '2021-03-05').disputes).toEqual([]);
      log.append('development-D', { type: 'DevelopmentReinstated', data: { reason: 'True.' } });
      expect(boardsOn(log, '2021-03-05').disputes).toEqual(before);
    }
  });
});

describe('a judgement', () => {
  const context: DisputeContext = {
    contested: (subject) => subject === 'who-began',
    development: (id) => id === 'B',
  };
  const command = {
    type: 'ResolveDispute',
    subject: 'who-began',
    outcome: 'It was an accident.',
    basedOn: ['B'],
    reason: 'The commission found so.',
  } as const;
  const resolved = { subject: 'who-began', resolution: { outcome: 'So.', basedOn: ['B'] } };
  const refusal = (decide: () => unknown): DomainError => {
    try {
      decide();
    } catch (error) {
      if (error instanceof DomainError) return error;
    }
    throw new Error('It was not refused.');
  };

  it('resolves an open dispute', () => {
    const { type: _, ...data } = command;
    expect(decideDispute(command, undefined, context)).toEqual([{ type: 'DisputeResolved', data }]);
  });

  it('reopens a resolved one', () => {
    const reopen = { type: 'ReopenDispute', subject: 'who-began', reason: 'Doubt.' } as const;
    expect(decideDispute(reopen, resolved, context)).toEqual([
      { type: 'DisputeReopened', data: { subject: 'who-began', reason: 'Doubt.' } },
    ]);
    expect(refusal(() => decideDispute(reopen, undefined, context)).code).toBe(
      'DISPUTE_NOT_RESOLVED',
    );
  });

  it('cannot be given twice, nor on what nobody disputes', () => {
    expect(refusal(() => decideDispute(command, resolved, context)).code).toBe('DISPUTE_NOT_OPEN');
    expect(
      refusal(() => decideDispute({ ...command, subject: 'x' }, undefined, context)).code,
    ).toBe('DISPUTE_NOT_FOUND');
  });

  it('rests on developments that are known, each named once, and says outcome and reason', () => {
    const bad = { ...command, outcome: ' ', basedOn: ['B', 'B', 'Z'], reason: '' };
    expect(refusal(() => decideDispute(bad, undefined, context)).errors).toMatchObject([
      { pointer: '/outcome' },
      { pointer: '/basedOn/1' },
      { pointer: '/basedOn/2' },
      { pointer: '/reason' },
    ]);
    expect(
      refusal(() => decideDispute({ ...command, basedOn: [] }, undefined, context)).errors,
    ).toMatchObject([{ pointer: '/basedOn' }]);
  });
});
