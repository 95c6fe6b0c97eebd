import { describe, expect, it } from '@jest/globals';
import { between } from '../testing/developments.ts';
import { logOf } from '../testing/log.ts';
import { centre, on, talk } from './testing/talks.ts';

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

  it('possibly is where an opening leads, though somebody denies that there was one', () => {
    const told = logOf(
      talk('O', 'CentreOpened', { occurred: between('2021-03-01', '2021-03-20') }),
      talk('D', 'CentreOpened', {
        occurred: between('2021-03-05', '2021-03-20'),
        modality: 'negation',
      }),
    );
    expect(centre(told, '2021-03-10').possibly).toEqual(['OPERATING']);
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
