import { describe, expect, it } from '@jest/globals';
import { boardsAt, commands, indexOf, negotiation, readAs } from './testing/seeded-boards.ts';

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
