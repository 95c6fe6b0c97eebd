import { describe, expect, it } from '@jest/globals';
import {
  arrangement,
  boardsAt,
  deployment,
  dispute,
  negotiation,
} from './testing/seeded-boards.ts';

describe('on 10 November, as it could be read that day', () => {
  const boards = boardsAt('2020-11-10', '2020-11-10');

  it('the November ceasefire is in force and the fighting has ended', () => {
    expect(boards.ceasefire).toMatchObject({
      status: 'IN_FORCE',
      arrangement: 'trilateral-2020-11',
      because: ['S2-01'],
      since: '2020-11-10T23:59:59.999Z',
      sinceEarliest: '2020-11-09T00:00:00.000Z',
      hostilities: 'CEASED',
      hostilitiesBecause: ['S2-12'],
    });
    expect(arrangement(boards, 'trilateral-2020-11')).toMatchObject({
      parties: ['armenia', 'azerbaijan'],
      mediators: ['russia'],
      allegations: [],
    });
  });

  it('about 2,000 Russian soldiers are being deployed, to check that the agreement is kept', () => {
    expect(deployment(boards, 'peacekeepers-russia')).toMatchObject({
      contributor: 'russia',
      status: 'DEPLOYING',
      strength: { value: 2000, qualifier: 'approx', development: 'S2-08' },
      strengthHistory: [],
      tasks: ['check that the agreement is kept'],
    });
    expect(deployment(boards, 'peacekeepers-russia')?.because).toContain('S2-08');
  });

  it("Turkey's peacekeepers are claimed by one side and denied by another", () => {
    const turkish = deployment(boards, 'peacekeepers-turkey');
    expect(turkish).toMatchObject({ contributor: 'turkey', status: 'DISPUTED' });
    expect(turkish?.because.toSorted()).toEqual(['S2-04', 'S2-05']);
    expect(dispute(boards, 'turkish-peacekeepers')).toMatchObject({
      status: 'OPEN',
      outcome: null,
    });
  });

  it('the monitoring centre has been discussed and nothing more', () => {
    expect(negotiation(boards, 'monitoring-centre')).toMatchObject({
      stage: 'DISCUSSED',
      possibly: [],
      agreedInPrinciple: 'no',
      roundsConcluded: 0,
      because: ['S2-06'],
    });
  });
});

describe('before the night of the November ceasefire', () => {
  it('a centre to monitor it cannot have been discussed', () => {
    for (const asOf of ['2020-10-08', '2020-11-08'])
      expect(negotiation(boardsAt(asOf), 'monitoring-centre')).toMatchObject({
        stage: 'NOT_STARTED',
        possibly: [],
      });
    expect(negotiation(boardsAt('2020-11-09'), 'monitoring-centre')).toMatchObject({
      stage: 'NOT_STARTED',
      possibly: ['DISCUSSED'],
    });
  });
});

describe('on 15 November, between the reports', () => {
  const boards = boardsAt('2020-11-15');

  it('what may have happened is told as possible and not as a fact', () => {
    expect(deployment(boards, 'peacekeepers-russia')).toMatchObject({
      status: 'DEPLOYING',
      possibly: ['DEPLOYED'],
    });
    expect(negotiation(boards, 'monitoring-centre')).toMatchObject({
      stage: 'DISCUSSED',
      possibly: ['IN_TALKS'],
      agreedInPrinciple: 'possibly',
      roundsConcluded: 0,
    });
  });
});

describe('on 25 November', () => {
  const boards = boardsAt('2020-11-25');
  const centre = negotiation(boards, 'monitoring-centre');

  it('the November ceasefire is in force and nobody alleges that it was broken', () => {
    expect(boards.ceasefire).toMatchObject({
      status: 'IN_FORCE',
      possibly: [],
      arrangement: 'trilateral-2020-11',
      hostilities: 'CEASED',
      because: ['S2-01'],
    });
    expect(arrangement(boards, 'trilateral-2020-11')?.allegations).toEqual([]);
  });

  it('what became of the other attempts is known', () => {
    expect(boards.ceasefire.arrangements.map(({ id, status }) => [id, status]).toSorted()).toEqual([
      ['bishkek-1994', 'COLLAPSED'],
      ['french-attempt-2020', 'THWARTED'],
      ['moscow-2020-10', 'COLLAPSED'],
      ['trilateral-2020-11', 'IN_FORCE'],
      ['us-attempt-2020', 'THWARTED'],
    ]);
  });

  it("Russia's peacekeepers are deployed, still about 2,000 as last reported", () => {
    const russian = deployment(boards, 'peacekeepers-russia');
    expect(russian).toMatchObject({
      status: 'DEPLOYED',
      strength: { value: 2000, qualifier: 'approx' },
    });
    expect(russian?.because).toEqual(expect.arrayContaining(['S1-07', 'S0-03']));
  });

  it('there are no Turkish peacekeepers, and the dispute about them is resolved', () => {
    expect(deployment(boards, 'peacekeepers-turkey')).toMatchObject({
      status: 'NONE',
      because: ['S1-08'],
    });
    expect(dispute(boards, 'turkish-peacekeepers')).toMatchObject({
      status: 'RESOLVED',
      outcome: 'No Turkish peacekeepers were deployed.',
      basedOn: ['S1-08'],
    });
    expect(dispute(boardsAt('2020-11-24'), 'turkish-peacekeepers')?.status).toBe('OPEN');
    expect(dispute(boardsAt('2020-11-25', '2020-11-24'), 'turkish-peacekeepers')?.status).toBe(
      'OPEN',
    );
  });

  it('talks on the centre go on after a first round, and it is agreed in principle', () => {
    expect(centre).toMatchObject({
      stage: 'IN_TALKS',
      possibly: [],
      agreedInPrinciple: 'yes',
      roundsConcluded: 1,
    });
    expect(centre?.participants).toEqual(
      expect.arrayContaining([
        'russia',
        'turkey',
        'turkey-mod',
        'turkey-mfa',
        'turkey-special-services',
      ]),
    );
    expect(centre?.participants).not.toContain('erdogan');
  });

  it('its seven questions are raised and none is settled', () => {
    const status = Object.fromEntries(
      centre?.issues.map((issue) => [issue.id, issue.status]) ?? [],
    );
    expect(status).toEqual({
      location: 'OPEN',
      principles: 'OPEN',
      responsibilities: 'OPEN',
      'independent-turkish-post': 'DISPUTED',
      'third-country-participation': 'OPEN',
      'international-supervision': 'OPEN',
      'turkish-troops-in-karabakh': 'DISPUTED',
    });
    const positions = centre?.issues.flatMap((issue) =>
      issue.positions.map(({ party, because }) => [issue.id, party, ...because]),
    );
    expect(positions?.toSorted()).toEqual([
      ['independent-turkish-post', 'turkey', 'S1-11'],
      ['international-supervision', 'france', 'S1-14'],
      ['third-country-participation', 'turkey', 'S1-04'],
      ['turkish-troops-in-karabakh', 'russia', 'S2-03'],
      ['turkish-troops-in-karabakh', 'turkey', 'S0-17'],
    ]);
  });

  it('what is to be settled within days is still expected, and is missed when the days are over', () => {
    const expected = [
      { expects: 'IssueSettled', issues: ['location', 'principles'], status: 'PENDING' },
      { expects: 'IssueSettled', issues: ['responsibilities'], status: 'PENDING' },
    ];
    expect(centre?.expectations).toMatchObject(expected);
    const later = negotiation(boardsAt('2020-11-30'), 'monitoring-centre')?.expectations;
    expect(later?.map(({ status }) => status)).toEqual(['MISSED', 'MISSED']);
  });

  it('five disputes are open, each with both sides', () => {
    const open = boards.disputes.filter(({ status }) => status === 'OPEN');
    const sides = open.map(({ subject, claims }) => [
      subject,
      ...claims.map(({ by, stance, development }) => `${by} ${stance} ${development}`).toSorted(),
    ]);
    expect(sides.toSorted()).toEqual([
      ['exclusion-of-the-west', 'france asserts S1-14', 'turkey denies S1-15'],
      [
        'purpose-of-1-october-call',
        'russia asserts S3-02',
        'turkish-diplomatic-source denies S3-04',
      ],
      ['shusha-control', 'armenia denies S4-34', 'azerbaijan asserts S4-32'],
      ['who-broke-the-october-truce', 'armenia asserts S4-30a', 'azerbaijan denies S4-30b'],
      ['who-started-the-fighting', 'armenia denies S4-21', 'azerbaijan asserts S4-19'],
    ]);
    expect(dispute(boards, 'working-group-agreed')).toBeUndefined();
  });
});
