import { describe, expect, it } from '@jest/globals';
import { indexOf, logOf, moment, type TestLog } from '../testing/log.ts';
import { centre, on, talk } from './testing/talks.ts';

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

  it('leaves the board when it is closed and ten others were stated since', () => {
    const more = Array.from({ length: 10 }, (_, index) =>
      talk(
        `M${String(index)}`,
        'ExpectationStated',
        on('2021-04-01', {
          modality: 'future',
          details: { window: { from: '2021-04-01', to: '2021-04-08' }, expects: 'TermsAgreed' },
        }),
      ),
    );
    const shown = (log: TestLog) =>
      centre(log, '2021-04-02').expectations.map(({ because }) => because[0]);
    expect(shown(logOf(stated, ...more.slice(1)))).toContain('E');
    expect(shown(logOf(stated, ...more))).toEqual(more.map(({ id }) => id));
  });
});
