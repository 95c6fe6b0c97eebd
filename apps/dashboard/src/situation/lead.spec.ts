import type { Boards, CeasefireBoard, DeploymentBoard, NegotiationBoard } from '@ceasefire/domain';
import { describe, expect, it } from '@jest/globals';
import { leadSentences } from './lead.ts';
import { unnamed, type Reference } from './reference.ts';

const reference: Reference = {
  ...unnamed,
  processes: new Map([
    ['force', 'Northern peacekeepers'],
    ['centre', 'Joint centre'],
  ]),
};

const ceasefire: CeasefireBoard = {
  status: 'IN_FORCE',
  possibly: [],
  arrangement: 'truce',
  since: '2020-11-10T23:59:59.999Z',
  sinceEarliest: '2020-11-10T00:00:00.000Z',
  hostilities: 'CEASED',
  hostilitiesSince: null,
  hostilitiesBecause: [],
  because: [],
  arrangements: [],
};

const deployment: DeploymentBoard = {
  id: 'force',
  contributor: 'north',
  status: 'DEPLOYED',
  possibly: [],
  since: null,
  sinceEarliest: null,
  strength: {
    value: 2000,
    qualifier: 'approx',
    asOf: '2020-11-10T23:59:59.999Z',
    development: 'd',
  },
  strengthHistory: [],
  tasks: [],
  because: [],
};

const negotiation: NegotiationBoard = {
  id: 'centre',
  stage: 'IN_TALKS',
  possibly: [],
  since: null,
  sinceEarliest: null,
  agreedInPrinciple: 'yes',
  roundsConcluded: 1,
  awaitingInstructions: [],
  participants: [],
  issues: [],
  expectations: [],
  because: [],
};

const boards = (change: Partial<Boards>): Boards => ({
  ceasefire,
  deployments: [deployment],
  negotiations: [negotiation],
  disputes: [],
  ...change,
});

describe('the lead', () => {
  it('tells the ceasefire, the forces and the talks in plain sentences', () => {
    expect(leadSentences(boards({}), reference)).toEqual([
      'A ceasefire has been in force since 10 November 2020.',
      'Northern peacekeepers are deployed, about 2,000 strong.',
      'Joint centre: talks go on, agreed in principle, one round concluded.',
    ]);
  });

  it('does not claim to know a start that the reports leave open', () => {
    const start = (sinceEarliest: string | null) =>
      leadSentences(boards({ ceasefire: { ...ceasefire, sinceEarliest } }), reference)[0];
    expect(start('2020-11-09T00:00:00.000Z')).toBe(
      'A ceasefire has been in force since 9 or 10 November 2020.',
    );
    expect(start('2020-10-10T00:00:00.000Z')).toBe(
      'A ceasefire has been in force since some time between 10 October and 10 November 2020.',
    );
    expect(start(null)).toBe('A ceasefire has been in force since 10 November 2020 at the latest.');
    const nowhere = boards({ ceasefire: { ...ceasefire, since: null } });
    expect(leadSentences(nowhere, reference)[0]).toBe('A ceasefire is in force.');
  });

  it('never calls a ceasefire sound while fighting is reported', () => {
    const fighting = boards({ ceasefire: { ...ceasefire, hostilities: 'ONGOING' } });
    expect(leadSentences(fighting, reference)[0]).toContain('yet fighting is reported');
  });

  it('says at once what the ceasefire may already have become', () => {
    const open = boards({ ceasefire: { ...ceasefire, possibly: ['NO_CEASEFIRE'] } });
    expect(leadSentences(open, reference).slice(0, 2)).toEqual([
      'A ceasefire has been in force since 10 November 2020.',
      'Possibly already no ceasefire; the reports leave it open.',
    ]);
  });

  it('leaves out talks that never began, and says that nobody is deployed', () => {
    const quiet = boards({
      ceasefire: { ...ceasefire, status: 'NO_CEASEFIRE', hostilities: 'ONGOING' },
      deployments: [{ ...deployment, status: 'NONE', strength: null }],
      negotiations: [{ ...negotiation, stage: 'NOT_STARTED' }],
    });
    expect(leadSentences(quiet, reference)).toEqual([
      'There is no ceasefire; fighting goes on.',
      'No peacekeepers are deployed.',
    ]);
  });
});
