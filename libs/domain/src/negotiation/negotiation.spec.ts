import { describe, expect, it } from '@jest/globals';
import type { Development } from '../development/development.ts';
import type { DevelopmentKind } from '../development/kinds.ts';
import { between, day, development } from '../testing/developments.ts';
import { boardsOn, indexOf, logOf, moment, type TestLog } from '../testing/log.ts';

/** What happened on a day. */
const on = (date: string, rest: Partial<Development> = {}): Partial<Development> => ({
  occurred: day(date),
  ...rest,
});
const talk = (id: string, kind: DevelopmentKind, rest: Partial<Development>) =>
  development(id, kind, { process: 'centre', ...rest });

function centre(log: TestLog, date: string) {
  const found = boardsOn(log, date).negotiations.find(({ id }) => id === 'centre');
  if (found === undefined) throw new Error('There is no negotiation.');
  return found;
}

describe('the stage of a negotiation', () => {
  const log = logOf(
    talk('M7', 'CentreOpened', on('2021-03-07')),
    talk('M1', 'NegotiationProposed', on('2021-03-01')),
    talk('M5', 'TermsAgreed', on('2021-03-05')),
    talk('M2', 'NegotiationDiscussed', on('2021-03-02')),
    talk('M6', 'NegotiationSigned', on('2021-03-06')),
    talk('M3', 'TalksHeld', on('2021-03-03')),
  );

  it('is the furthest milestone reached', () => {
    const stages = ['02-28', '03-01', '03-02', '03-03', '03-05', '03-06', '03-07'].map(
      (date) => centre(log, `2021-${date}`).stage,
    );
    expect(stages).toEqual([
      'NOT_STARTED',
      'PROPOSED',
      'DISCUSSED',
      'IN_TALKS',
      'TERMS_AGREED',
      'SIGNED',
      'OPERATING',
    ]);
  });

  it('is not moved back by an earlier milestone, nor by a welcome', () => {
    const late = logOf(
      talk('M3', 'TalksHeld', on('2021-03-03')),
      talk('M2', 'NegotiationDiscussed', on('2021-03-09')),
      talk('W', 'NegotiationWelcomed', on('2021-03-10')),
    );
    expect(centre(late, '2021-03-10')).toMatchObject({
      stage: 'IN_TALKS',
      since: '2021-03-03T23:59:59.999Z',
      because: ['M3'],
    });
  });

  it('is moved back by a stall and a breach, and resumed by later talks where it stood', () => {
    const halted = logOf(
      talk('M5', 'TermsAgreed', on('2021-03-01')),
      talk('X', 'NegotiationStalled', on('2021-03-02')),
      talk('Y', 'NegotiationBrokenOff', on('2021-03-03')),
      talk('M3', 'TalksHeld', on('2021-03-04')),
    );
    expect(
      ['2021-03-02', '2021-03-03', '2021-03-04'].map((date) => centre(halted, date).stage),
    ).toEqual(['STALLED', 'BROKEN_OFF', 'TERMS_AGREED']);
  });

  it('possibly is further where talks began at some time that has begun', () => {
    const open = logOf(
      talk('M2', 'NegotiationDiscussed', on('2021-03-01')),
      talk('R', 'TalksRoundConcluded', { occurred: between('2021-03-02', '2021-03-10') }),
      talk('P', 'NegotiationAgreedInPrinciple', {
        occurred: between('2021-03-02', '2021-03-10'),
      }),
    );
    expect(centre(open, '2021-03-01').agreedInPrinciple).toBe('no');
    expect(centre(open, '2021-03-05')).toMatchObject({
      stage: 'DISCUSSED',
      possibly: ['IN_TALKS'],
      agreedInPrinciple: 'possibly',
      roundsConcluded: 0,
    });
    expect(centre(open, '2021-03-10')).toMatchObject({
      stage: 'IN_TALKS',
      agreedInPrinciple: 'yes',
      roundsConcluded: 1,
    });
  });
});

describe('a negotiation', () => {
  it('counts a round once, however many reports conclude it', () => {
    const log = logOf(
      talk('R1', 'TalksRoundConcluded', on('2021-03-01', { details: { round: 1 } })),
      talk('R2', 'TalksRoundConcluded', on('2021-03-02', { details: { round: 1 } })),
      talk('R3', 'TalksRoundConcluded', on('2021-03-03', { details: { round: 2 } })),
    );
    expect(centre(log, '2021-03-03').roundsConcluded).toBe(2);
  });

  it('waits for instructions until that party conveys a position, however long talks go on', () => {
    const log = logOf(
      talk('I', 'InstructionsAwaited', on('2021-03-02', { details: { party: 'borduria' } })),
      talk('T1', 'TalksHeld', on('2021-03-02', { actors: [{ id: 'borduria', role: 'party' }] })),
      talk('C', 'PositionConveyed', on('2021-03-03', { details: { party: 'syldavia' } })),
      talk('T2', 'TalksHeld', on('2021-03-05', { actors: [{ id: 'borduria', role: 'party' }] })),
      talk('C2', 'PositionConveyed', on('2021-03-06', { details: { party: 'borduria' } })),
    );
    expect(centre(log, '2021-03-01').awaitingInstructions).toEqual([]);
    expect(centre(log, '2021-03-05').awaitingInstructions).toEqual(['borduria']);
    expect(centre(log, '2021-03-06').awaitingInstructions).toEqual([]);
  });

  it('waits for instructions no longer once its round is concluded or the terms are agreed', () => {
    const waits = talk(
      'I',
      'InstructionsAwaited',
      on('2021-03-02', { details: { party: 'borduria' } }),
    );
    const round = on('2021-03-03', {
      actors: [{ id: 'borduria', role: 'party' }],
      details: { round: 1 },
    });
    const concluded = logOf(waits, talk('R', 'TalksRoundConcluded', round));
    expect(centre(concluded, '2021-03-03').awaitingInstructions).toEqual([]);
    const agreed = logOf(waits, talk('A', 'TermsAgreed', on('2021-03-04', {})));
    expect(centre(agreed, '2021-03-03').awaitingInstructions).toEqual(['borduria']);
    expect(centre(agreed, '2021-03-04').awaitingInstructions).toEqual([]);
  });

  it('names who takes part, but not who only speaks about it', () => {
    const log = logOf(
      talk(
        'T',
        'TalksHeld',
        on('2021-03-01', {
          actors: [
            { id: 'borduria', role: 'host' },
            { id: 'speaker-1', role: 'speaker' },
          ],
        }),
      ),
      talk(
        'N',
        'ContextNoted',
        on('2021-03-02', {
          actors: [{ id: 'syldavia', role: 'participant' }],
        }),
      ),
    );
    expect(centre(log, '2021-03-02').participants).toEqual(['borduria', 'syldavia']);
  });
});

describe('the register of issues', () => {
  const took = (
    id: string,
    position: { party: string; position: string; disputed?: boolean },
    date: string,
  ) => talk(id, 'PositionTaken', on(date, { details: { issue: 'location', ...position } }));

  it('holds an issue only once it was raised', () => {
    const log = logOf(
      talk('R', 'IssueRaised', on('2021-03-02', { details: { issue: 'location' } })),
    );
    expect(centre(log, '2021-03-01').issues).toEqual([]);
    expect(centre(log, '2021-03-02').issues).toEqual([
      {
        id: 'location',
        status: 'OPEN',
        since: '2021-03-02T23:59:59.999Z',
        positions: [],
        because: ['R'],
      },
    ]);
  });

  it('calls an issue disputed when two parties differ, or a source says so', () => {
    const log = logOf(
      took('A', { party: 'borduria', position: 'at the harbour' }, '2021-03-01'),
      took('B', { party: 'syldavia', position: 'on the hill' }, '2021-03-02'),
      took('C', { party: 'syldavia', position: 'at the harbour' }, '2021-03-03'),
      talk(
        'D',
        'IssueRaised',
        on('2021-03-04', { details: { issue: 'principles', disputed: true } }),
      ),
    );
    const read = (date: string) => centre(log, date).issues.map(({ id, status }) => [id, status]);
    expect(read('2021-03-01')).toEqual([['location', 'OPEN']]);
    expect(read('2021-03-02')).toEqual([['location', 'DISPUTED']]);
    expect(read('2021-03-04')).toEqual([
      ['location', 'OPEN'],
      ['principles', 'DISPUTED'],
    ]);
    expect(centre(log, '2021-03-03').issues[0]?.positions).toEqual([
      { party: 'borduria', position: 'at the harbour', because: ['A'] },
      { party: 'syldavia', position: 'at the harbour', because: ['C'] },
    ]);
  });

  it('takes the word of whoever compared the positions, until one of them is new', () => {
    const log = logOf(
      took('A', { party: 'borduria', position: 'at the harbour' }, '2021-03-01'),
      took('B', { party: 'syldavia', position: 'in the port', disputed: false }, '2021-03-02'),
      took('A2', { party: 'borduria', position: 'at the harbour' }, '2021-03-03'),
      took('C', { party: 'syldavia', position: 'on the hill' }, '2021-03-04'),
      took('D', { party: 'syldavia', position: 'at the harbour', disputed: true }, '2021-03-05'),
    );
    const read = (date: string) => centre(log, date).issues[0]?.status;
    const days = ['2021-03-02', '2021-03-03', '2021-03-04', '2021-03-05'];
    expect(days.map(read)).toEqual(['OPEN', 'OPEN', 'DISPUTED', 'DISPUTED']);
  });

  it('closes a settled issue, which only a later raising opens again', () => {
    const log = logOf(
      talk('R', 'IssueRaised', on('2021-03-01', { details: { issue: 'location' } })),
      talk('S', 'IssueSettled', on('2021-03-02', { details: { issue: 'location' } })),
      took('A', { party: 'borduria', position: 'at the harbour' }, '2021-03-03'),
      talk('R2', 'IssueRaised', on('2021-03-05', { details: { issue: 'location' } })),
    );
    const read = (date: string) => centre(log, date).issues[0]?.status;
    expect(['2021-03-02', '2021-03-03', '2021-03-05'].map(read)).toEqual([
      'SETTLED',
      'SETTLED',
      'OPEN',
    ]);
  });
});

describe('an expectation', () => {
  const stated = talk(
    'E',
    'ExpectationStated',
    on('2021-03-01', {
      modality: 'future',
      details: {
        window: { from: '2021-03-01', to: '2021-03-08' },
        expects: 'IssueSettled',
        issues: ['location', 'principles'],
      },
    }),
  );
  const settled = (id: string, issue: string, date: string) =>
    talk(id, 'IssueSettled', on(date, { details: { issue } }));
  const read = (log: TestLog, date: string) => centre(log, date).expectations[0]?.status;

  it('is pending from the beginning of the day on which it was stated, and raises its issues', () => {
    const log = logOf(stated);
    expect(read(log, '2021-02-28')).toBeUndefined();
    expect(centre(log, '2021-03-01T00:00Z')).toMatchObject({
      stage: 'NOT_STARTED',
      expectations: [
        {
          expects: 'IssueSettled',
          issues: ['location', 'principles'],
          window: { from: '2021-03-01T00:00:00.000Z', to: '2021-03-08T23:59:59.999Z' },
          status: 'PENDING',
          because: ['E'],
        },
      ],
      issues: [
        { id: 'location', status: 'OPEN' },
        { id: 'principles', status: 'OPEN' },
      ],
    });
  });

  it('is missed by the clock alone when its window has ended', () => {
    const log = logOf(stated);
    expect(read(log, '2021-03-08')).toBe('PENDING');
    expect(read(log, '2021-03-09T00:00Z')).toBe('MISSED');
  });

  it('is not missed before anybody can know it, however late one asks about', () => {
    const index = indexOf(logOf(stated));
    const status = (knownAt: string) =>
      index
        .boardsAt(moment('2021-03-20', { knownAt }))
        .negotiations.find(({ id }) => id === 'centre')?.expectations[0]?.status;
    expect(status('2021-03-05')).toBe('PENDING');
    expect(status('2021-03-08')).toBe('PENDING');
    expect(status('2021-03-09')).toBe('MISSED');
  });

  it('is met when all of it has come about within the window', () => {
    const log = logOf(
      stated,
      settled('S1', 'location', '2021-03-04'),
      settled('S2', 'principles', '2021-03-08'),
    );
    expect(read(log, '2021-03-04')).toBe('PENDING');
    expect(read(log, '2021-03-08')).toBe('MET');
    expect(read(log, '2021-03-20')).toBe('MET');
  });

  it('stays missed when it comes about too late', () => {
    const log = logOf(
      stated,
      settled('S1', 'location', '2021-03-04'),
      settled('S2', 'principles', '2021-03-09'),
    );
    expect(read(log, '2021-03-10')).toBe('MISSED');
  });
});
