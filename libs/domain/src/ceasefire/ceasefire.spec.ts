import { describe, expect, it } from '@jest/globals';
import { between, day, development, instant } from '../testing/developments.ts';
import { boardsOn, indexOf, logOf, moment } from '../testing/log.ts';
import { agreed, collapsed, proposed, restored, violated } from './testing/new-truce.ts';

const status = (log: ReturnType<typeof logOf>, at: string) => boardsOn(log, at).ceasefire.status;

describe('the ceasefire', () => {
  const log = logOf(collapsed, restored, agreed, violated, proposed);

  it('goes from nothing to proposed, agreed, in force, violated, restored and back to nothing', () => {
    expect(
      ['02-28', '03-01', '03-03', '03-05', '03-07', '03-09', '03-12'].map((each) =>
        status(log, `2021-${each}`),
      ),
    ).toEqual([
      'NO_CEASEFIRE',
      'PROPOSED',
      'AGREED',
      'IN_FORCE',
      'VIOLATED',
      'IN_FORCE',
      'NO_CEASEFIRE',
    ]);
  });

  it('names a party once, however often one report names it', () => {
    const twice = development('T', 'CeasefireAgreed', {
      process: 'new-truce',
      occurred: day('2021-03-03'),
      details: { parties: ['borduria', 'borduria', 'syldavia'] },
    });
    const [arrangement] = boardsOn(logOf(twice), '2021-03-05').ceasefire.arrangements;
    expect(arrangement?.parties).toEqual(['borduria', 'syldavia']);
  });

  it('begins by the clock at the instant that was agreed, with no event in between', () => {
    expect(status(log, '2021-03-05T07:59:59.999Z')).toBe('AGREED');
    const { ceasefire } = boardsOn(log, '2021-03-05T08:00Z');
    expect(ceasefire).toMatchObject({
      status: 'IN_FORCE',
      arrangement: 'new-truce',
      since: '2021-03-05T08:00:00.000Z',
      because: ['A'],
    });
  });

  it('is in force at once when the agreement names no beginning', () => {
    const { ceasefire } = boardsOn(logOf({ ...agreed, details: { parties: [] } }), '2021-03-03');
    expect(ceasefire).toMatchObject({
      status: 'IN_FORCE',
      since: '2021-03-03T23:59:59.999Z',
      sinceEarliest: '2021-03-03T00:00:00.000Z',
    });
  });

  it('may possibly be over from the first to the last day on which it may have collapsed', () => {
    const quiet = logOf(agreed, collapsed);
    expect(boardsOn(quiet, '2021-03-07').ceasefire.possibly).toEqual([]);
    expect(boardsOn(quiet, '2021-03-09').ceasefire.possibly).toEqual(['NO_CEASEFIRE']);
    expect(boardsOn(quiet, '2021-03-09').ceasefire.arrangements[0]?.possibly).toEqual([
      'COLLAPSED',
    ]);
    expect(boardsOn(quiet, '2021-03-12').ceasefire).toMatchObject({
      status: 'NO_CEASEFIRE',
      possibly: [],
      arrangement: null,
      since: '2021-03-12T23:59:59.999Z',
      sinceEarliest: '2021-03-08T00:00:00.000Z',
      because: ['C'],
    });
  });

  it('does not begin in the past when an earlier beginning is agreed afterwards', () => {
    const later = development('A2', 'CeasefireAgreed', {
      process: 'new-truce',
      occurred: day('2021-03-04'),
      details: { effectiveAt: '2021-03-03T12:00Z', parties: [] },
    });
    const log = logOf(agreed, later);
    expect(status(log, '2021-03-04T12:00Z')).toBe('AGREED');
    expect(boardsOn(log, '2021-03-06').ceasefire).toMatchObject({
      status: 'IN_FORCE',
      since: '2021-03-04T23:59:59.999Z',
    });
  });

  it('names the agreement beside the report that it took effect', () => {
    const began = development('T', 'CeasefireTookEffect', {
      process: 'new-truce',
      occurred: instant('2021-03-05T08:00Z'),
    });
    expect(boardsOn(logOf(began, agreed), '2021-03-06').ceasefire.because).toEqual(['T', 'A']);
  });

  it('keeps what was agreed, between whom and by whose mediation, and when it ended', () => {
    expect(boardsOn(log, '2021-03-31').ceasefire.arrangements).toMatchObject([
      {
        id: 'new-truce',
        status: 'COLLAPSED',
        agreedAt: '2021-03-03T23:59:59.999Z',
        effectiveAt: '2021-03-05T08:00:00.000Z',
        endedAt: '2021-03-12T23:59:59.999Z',
        parties: ['borduria', 'syldavia'],
        mediators: ['atlantis'],
      },
    ]);
  });

  it('is that of the newest arrangement that is neither thwarted nor collapsed', () => {
    const old = development('O', 'CeasefireAgreed', {
      process: 'old-truce',
      occurred: between('1994-01-01', '1994-12-31', 'year'),
      details: { parties: [] },
    });
    const thwarted = development('X', 'CeasefireThwarted', {
      process: 'new-truce',
      occurred: day('2021-03-02'),
    });
    const both = logOf(thwarted, old, proposed);
    expect(boardsOn(both, '2021-03-01').ceasefire).toMatchObject({
      status: 'PROPOSED',
      arrangement: 'new-truce',
    });
    const after = boardsOn(both, '2021-03-02').ceasefire;
    expect(after).toMatchObject({ status: 'IN_FORCE', arrangement: 'old-truce' });
    expect(after.since).toBe('2021-03-02T23:59:59.999Z');
    expect(after.arrangements.map((each) => each.status)).toEqual(['IN_FORCE', 'THWARTED']);
  });

  it('has its reason and its date from the arrangement that took over, even with the same status', () => {
    const old = development('O', 'CeasefireAgreed', {
      process: 'old-truce',
      occurred: day('2021-02-01'),
      details: { parties: [] },
    });
    const taken = { ...agreed, details: { parties: [] } };
    const log = logOf(old, taken, collapsed);
    expect(boardsOn(log, '2021-03-02').ceasefire).toMatchObject({
      arrangement: 'old-truce',
      because: ['O'],
    });
    expect(boardsOn(log, '2021-03-04').ceasefire).toMatchObject({
      status: 'IN_FORCE',
      arrangement: 'new-truce',
      since: '2021-03-03T23:59:59.999Z',
      sinceEarliest: '2021-03-03T00:00:00.000Z',
      because: ['A'],
    });
    expect(boardsOn(log, '2021-03-12').ceasefire).toMatchObject({
      status: 'IN_FORCE',
      arrangement: 'old-truce',
      since: '2021-03-12T23:59:59.999Z',
      sinceEarliest: '2021-03-08T00:00:00.000Z',
      because: ['C', 'O'],
    });
    const changes = indexOf(log).transitionsAt(moment(null));
    expect(changes.filter(({ board }) => board === 'ceasefire')).toHaveLength(1);
  });

  it('is not raised again by a report of the same agreement that leaves open when it was made', () => {
    const retold = development('A2', 'CeasefireAgreed', {
      process: 'new-truce',
      occurred: between(null, '2021-03-20', 'before'),
      details: { parties: [] },
    });
    expect(status(logOf(agreed, collapsed, retold), '2021-03-20')).toBe('NO_CEASEFIRE');
  });

  it('is not held to be newly proposed by an attempt of unknown date', () => {
    const attempt = development('U', 'CeasefireProposed', {
      process: 'old-truce',
      occurred: between(null, '2021-04-01', 'before'),
    });
    expect(boardsOn(logOf(agreed, attempt), '2021-03-10').ceasefire).toMatchObject({
      status: 'IN_FORCE',
      possibly: [],
    });
  });
});
