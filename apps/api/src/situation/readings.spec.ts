import { describe, expect, it } from '@jest/globals';
import {
  type Boards,
  createBoardIndex,
  decideDevelopment,
  evolveFact,
  type Fact,
  factKey,
  momentEnd,
  type Recorded,
} from '@ceasefire/domain';
import { knownNames, processDefinitions } from './known-names.ts';
import { loadSituation } from './load-situation.ts';
import { type SeedCommand, seedCommands } from './seed-commands.ts';

const situation = loadSituation('karabakh-2020');
const knows = knownNames(situation.description);
const now = Date.parse('2026-01-01T00:00:00Z');

/** The event that the log would hold for a command, at a position. */
function recorded({ command }: SeedCommand, position: number): Recorded {
  const envelope = { position, version: 1, recordedAt: '2026-01-01T00:00:00.000Z' };
  if (command.type === 'ResolveDispute') {
    const { type: _, ...data } = command;
    return { ...envelope, stream: `dispute-${command.subject}`, type: 'DisputeResolved', data };
  }
  const [event] = decideDevelopment(command, undefined, { knows });
  if (event === undefined) throw new Error(`${command.development.id} was decided away`);
  return { ...envelope, stream: `development-${command.development.id}`, ...event };
}

/** The boards after the commands were recorded in this order. */
function indexOf(commands: readonly SeedCommand[]) {
  const index = createBoardIndex(processDefinitions(situation.description));
  const facts = new Map<string, Fact>();
  for (const [place, command] of commands.entries()) {
    const event = recorded(command, place + 1);
    const key = factKey(event) ?? '';
    const state = evolveFact(facts.get(key), event);
    facts.set(key, state);
    index.apply([{ key, position: event.position, supersededAt: null, state }]);
  }
  return index;
}

const commands = seedCommands(situation);
const index = indexOf(commands);

function readAs(from: typeof index, asOf: string, knownAt?: string): Boards {
  const instant = (text: string): number => momentEnd(text) ?? Number.NaN;
  const known = knownAt === undefined ? null : instant(knownAt);
  return from.boardsAt({ asOf: instant(asOf), knownAt: known, position: null, now });
}

const boardsAt = (asOf: string, knownAt?: string): Boards => readAs(index, asOf, knownAt);
const arrangement = ({ ceasefire }: Boards, id: string) =>
  ceasefire.arrangements.find((each) => each.id === id);
const deployment = ({ deployments }: Boards, id: string) =>
  deployments.find((each) => each.id === id);
const negotiation = ({ negotiations }: Boards, id: string) =>
  negotiations.find((each) => each.id === id);
const dispute = ({ disputes }: Boards, subject: string) =>
  disputes.find((each) => each.subject === subject);

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

describe('what the reports say of other days', () => {
  it('the Russian delegation waits for instructions on 22 November', () => {
    const centre = negotiation(boardsAt('2020-11-22'), 'monitoring-centre');
    expect(centre?.awaitingInstructions).toEqual(['russia']);
  });

  it('the working group was proposed, and is agreed in principle as one report has it', () => {
    expect(negotiation(boardsAt('2020-11-25'), 'working-group')).toMatchObject({
      stage: 'PROPOSED',
      agreedInPrinciple: 'yes',
      because: ['S4-02'],
      expectations: [{ expects: 'TalksHeld', status: 'MISSED' }],
    });
  });

  it('the ceasefire of 1994 held for most of its time, but may have been broken at any', () => {
    expect(boardsAt('2010-01-01').ceasefire).toMatchObject({
      status: 'IN_FORCE',
      arrangement: 'bishkek-1994',
      possibly: ['VIOLATED'],
    });
  });

  it('on 1 October the fighting was known and nothing else of this', () => {
    expect(boardsAt('2020-10-01', '2020-10-01')).toMatchObject({
      ceasefire: { status: 'NO_CEASEFIRE', hostilities: 'ONGOING', hostilitiesBecause: ['S3-08'] },
    });
  });
});

describe('the order in which the seed is recorded', () => {
  it('changes no board', () => {
    const turned = indexOf(commands.toReversed());
    for (const asOf of ['2020-10-08', '2020-10-10T08:00:00Z', '2020-11-10', '2020-11-25'])
      expect(readAs(turned, asOf)).toEqual(boardsAt(asOf));
    expect(readAs(turned, '2020-11-10', '2020-11-10')).toEqual(
      boardsAt('2020-11-10', '2020-11-10'),
    );
  });
});
