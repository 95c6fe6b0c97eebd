import { describe, expect, it } from '@jest/globals';
import { day, definitions, development, source } from '../testing/developments.ts';
import { indexOf, logOf, moment } from '../testing/log.ts';
import { createBoardIndex } from './board-index.ts';

const fighting = development('F', 'HostilitiesReported', {
  occurred: day('2021-03-01'),
  sources: [source('2021-03-02'), source('2021-03-08', 'Courier')],
});

describe('an index', () => {
  it('shows as of a log position what was recorded by then', () => {
    const log = logOf(fighting);
    log.append('development-F', { type: 'DevelopmentRetracted', data: { reason: 'False.' } });
    log.append('development-F', { type: 'DevelopmentReinstated', data: { reason: 'True.' } });
    const index = indexOf(log);
    const read = (position: number) =>
      index.boardsAt(moment('2021-03-05', { position })).ceasefire.hostilities;
    expect([0, 1, 2, 3, 99].map(read)).toEqual([
      'UNKNOWN',
      'ONGOING',
      'UNKNOWN',
      'ONGOING',
      'ONGOING',
    ]);
    expect(index.position()).toBe(3);
  });

  it('shows nothing as of a day on which no source had been published', () => {
    const index = indexOf(logOf(fighting));
    const read = (knownAt: string) =>
      index.boardsAt(moment('2021-03-05', { knownAt })).ceasefire.hostilities;
    expect(['2021-03-01', '2021-03-02'].map(read)).toEqual(['UNKNOWN', 'ONGOING']);
  });

  it('knows when the newest source that counts was published', () => {
    const log = logOf(
      fighting,
      development('G', 'StatementMade', { sources: [source('2021-03-09')] }),
    );
    log.append('development-G', { type: 'DevelopmentRetracted', data: { reason: 'False.' } });
    const index = indexOf(log);
    expect(index.lastReportAt(moment(null))).toBe('2021-03-08T23:59:59.999Z');
    expect(index.lastReportAt(moment(null, { knownAt: '2021-03-07' }))).toBe(
      '2021-03-02T23:59:59.999Z',
    );
    expect(index.lastReportAt(moment(null, { position: 2 }))).toBe('2021-03-09T23:59:59.999Z');
    expect(index.lastReportAt(moment(null, { position: 0 }))).toBeNull();
    expect(createBoardIndex([]).lastReportAt(moment(null))).toBeNull();
  });

  it('takes the same revisions in twice, and in any order, to the same effect', () => {
    const log = logOf(fighting);
    log.append('development-F', { type: 'DevelopmentRetracted', data: { reason: 'False.' } });
    const index = createBoardIndex(definitions);
    index.apply([...log.revisions()].reverse());
    index.apply(log.revisions());
    expect(index.boardsAt(moment('2021-03-05')).ceasefire.hostilities).toBe('UNKNOWN');
    expect(index.hasDevelopment('F')).toBe(false);
    expect(index.boardsAt(moment('2021-03-05', { position: 1 })).ceasefire.hostilities).toBe(
      'ONGOING',
    );
  });

  it('tells when the clock alone changes the boards next, also after more was taken in', () => {
    const index = indexOf(logOf(fighting));
    const next = (now: string) => index.nextChangeAfter(Date.parse(now));
    const begin = Date.parse('2021-03-01T00:00:00Z');
    const end = Date.parse('2021-03-01T23:59:59.999Z');
    expect([next('2021-02-01'), next('2021-02-02'), next('2021-03-01T12:00:00Z')]).toEqual([
      begin,
      begin,
      end,
    ]);
    expect([next('2021-03-02'), next('2021-02-01')]).toEqual([null, begin]);
    const sooner = development('E', 'HostilitiesReported', { occurred: day('2021-02-03') });
    index.apply(logOf(fighting, sooner).revisions());
    expect(next('2021-02-01')).toBe(Date.parse('2021-02-03T00:00:00Z'));
  });

  it('makes the boards of the present anew only when something was taken in or the clock moved them', () => {
    const index = indexOf(logOf(fighting));
    const at = (now: string) => index.boardsAt({ ...moment(null), now: Date.parse(now) });
    const boards = at('2021-03-02');
    expect(at('2021-04-02')).toBe(boards);
    expect(at('2021-02-01')).not.toBe(boards);
    const over = development('O', 'HostilitiesCeased', { occurred: day('2021-03-01') });
    index.apply(logOf(fighting, over).revisions());
    expect(at('2021-04-02').ceasefire.hostilities).toBe('CEASED');
  });

  it('reads the live boards at the present that it is handed', () => {
    const index = indexOf(logOf(fighting));
    const live = (now: string) =>
      index.boardsAt({ ...moment(null), now: Date.parse(now) }).ceasefire.hostilities;
    expect([live('2021-03-01T12:00:00Z'), live('2021-03-02T00:00:00Z')]).toEqual([
      'UNKNOWN',
      'ONGOING',
    ]);
    expect(live('2021-03-01T13:00:00Z')).toBe('UNKNOWN');
  });
});
