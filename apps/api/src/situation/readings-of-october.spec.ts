import { describe, expect, it } from '@jest/globals';
import { arrangement, boardsAt, deployment, negotiation } from './testing/seeded-boards.ts';

describe('on 8 October, between two ceasefires', () => {
  const boards = boardsAt('2020-10-08');

  it('there is no ceasefire and the fighting goes on', () => {
    expect(boards.ceasefire).toMatchObject({
      status: 'NO_CEASEFIRE',
      arrangement: null,
      hostilities: 'ONGOING',
      hostilitiesSince: '2020-09-27T23:59:59.999Z',
    });
    expect(boards.ceasefire.hostilitiesBecause).toContain('S4-18');
  });

  it('the ceasefire of 1994 has collapsed, with an allegation of each side against the other', () => {
    expect(arrangement(boards, 'bishkek-1994')).toMatchObject({
      status: 'COLLAPSED',
      because: ['E-01'],
      allegations: [
        { accuser: 'azerbaijan', accused: 'armenia', count: 1, because: ['S4-19'] },
        { accuser: 'armenia', accused: 'azerbaijan', count: 1, because: ['S4-21'] },
      ],
    });
  });

  it('nobody has peacekeepers there and no talks on a centre have begun', () => {
    expect(deployment(boards, 'peacekeepers-russia')).toMatchObject({
      status: 'NONE',
      strength: null,
    });
    expect(deployment(boards, 'peacekeepers-turkey')?.status).toBe('NONE');
    expect(negotiation(boards, 'monitoring-centre')?.stage).toBe('NOT_STARTED');
  });
});

describe('on 10 October, when the ceasefire of Moscow begins at 08:00 UTC', () => {
  it.each([
    ['2020-10-10T07:59:00Z', 'AGREED'],
    ['2020-10-10T07:59:59.999Z', 'AGREED'],
    ['2020-10-10T08:00:00Z', 'IN_FORCE'],
  ])('at %s it is %s', (asOf, status) => {
    const boards = boardsAt(asOf);
    expect(boards.ceasefire).toMatchObject({ status, arrangement: 'moscow-2020-10' });
    expect(arrangement(boards, 'moscow-2020-10')).toMatchObject({
      status,
      effectiveAt: '2020-10-10T08:00:00.000Z',
      parties: ['azerbaijan', 'armenia'],
    });
    expect(deployment(boards, 'peacekeepers-russia')?.status).toBe('NONE');
    expect(deployment(boards, 'peacekeepers-turkey')?.status).toBe('NONE');
    expect(negotiation(boards, 'monitoring-centre')?.stage).toBe('NOT_STARTED');
  });

  it('cannot have collapsed before it began', () => {
    const { ceasefire } = boardsAt('2020-10-10T07:59:59.999Z');
    expect(ceasefire.possibly).toEqual([]);
    expect(boardsAt('2020-10-10T08:00:00Z').ceasefire.possibly).toEqual(['NO_CEASEFIRE']);
  });

  it('each side accuses the other once it is in force, and that changes no status', () => {
    const { allegations } = arrangement(boardsAt('2020-10-11'), 'moscow-2020-10') ?? {};
    expect(allegations).toMatchObject([
      { accuser: 'armenia', accused: 'azerbaijan', count: 1, because: ['S4-30a'] },
      { accuser: 'azerbaijan', accused: 'armenia', count: 1, because: ['S4-30b'] },
    ]);
    expect(boardsAt('2020-10-11').ceasefire.status).toBe('IN_FORCE');
  });

  it('nobody could have read of it before 9 November', () => {
    const before = boardsAt('2020-10-11', '2020-11-08');
    expect(before.ceasefire).toMatchObject({ status: 'NO_CEASEFIRE', hostilities: 'ONGOING' });
    expect(boardsAt('2020-10-11', '2020-11-09').ceasefire.status).toBe('IN_FORCE');
  });

  it('may have collapsed at any time until 7 November and has by then', () => {
    const between = boardsAt('2020-11-01').ceasefire;
    expect(between).toMatchObject({ status: 'IN_FORCE', possibly: ['NO_CEASEFIRE'] });
    expect(boardsAt('2020-11-07').ceasefire.status).toBe('NO_CEASEFIRE');
    expect(arrangement(boardsAt('2020-11-08'), 'moscow-2020-10')).toMatchObject({
      status: 'COLLAPSED',
      because: ['S4-27'],
    });
  });
});
