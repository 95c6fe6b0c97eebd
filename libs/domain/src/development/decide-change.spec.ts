import { describe, expect, it } from '@jest/globals';
import { between, source } from '../testing/developments.ts';
import type { DevelopmentCommand } from './decide.ts';
import { evolveDevelopment } from './evolve.ts';
import { UnfoldableEvent } from './recorded.ts';
import { given, refusal, reported, statement, truce, when } from './testing/deciding.ts';

const reason = 'The ministry corrected itself.';
const retract: DevelopmentCommand = { type: 'RetractDevelopment', reason };
const reinstate: DevelopmentCommand = { type: 'ReinstateDevelopment', reason };
const correct = (changes: object): DevelopmentCommand => ({
  type: 'CorrectDevelopment',
  changes,
  reason,
});

describe('a correction', () => {
  const state = given(reported(truce));

  it('replaces whole fields and keeps the others', () => {
    const changes = {
      summary: 'They agreed at night.',
      occurred: between(null, '2021-03-02', 'before'),
    };
    const events = when(correct(changes), state);
    expect(events).toEqual([{ type: 'DevelopmentCorrected', data: { changes, reason } }]);
    expect(given(reported(truce), ...events)).toMatchObject({
      version: 2,
      status: 'active',
      document: { ...truce, ...changes },
    });
  });

  it('takes a claim away with null', () => {
    const claim = { subject: 'x', stance: 'asserts', by: 'borduria' } as const;
    const claiming = given(reported({ ...statement, claim }));
    const events = when(correct({ claim: null }), claiming);
    expect(given(reported({ ...statement, claim }), ...events)?.document).toStrictEqual(statement);
  });

  it('that would break a rule is refused, with pointers into the changes', () => {
    expect(
      refusal(correct({ occurred: between('2021-03-02', '2021-03-01') }), state).errors,
    ).toEqual([{ pointer: '/changes/occurred/to', detail: 'must not be before `from`' }]);
    expect(refusal(correct({ kind: 'StatementMade' }), state).errors).toMatchObject([
      { pointer: '/changes/details/parties' },
    ]);
  });

  it('of nothing, of what is said already, or of what cannot be corrected is refused', () => {
    expect(refusal(correct({}), state).code).toBe('NOTHING_CHANGES');
    expect(refusal(correct({ modality: 'actual' }), state).code).toBe('NOTHING_CHANGES');
    expect(refusal(correct({ id: 'U', summary: null, sources: [] }), state).errors).toMatchObject([
      { pointer: '/changes/id' },
      { pointer: '/changes/summary' },
      { pointer: '/changes/sources' },
    ]);
  });

  it('must say why', () => {
    const silent = { type: 'CorrectDevelopment', changes: { summary: 'x' }, reason: ' ' } as const;
    expect(refusal(silent, state).errors).toMatchObject([{ pointer: '/reason' }]);
  });
});

describe('a retracted development', () => {
  const retracted = given(reported(truce), { type: 'DevelopmentRetracted', data: { reason } });

  it('cannot be corrected, retracted again or given a source', () => {
    const addition: DevelopmentCommand = { type: 'AddSource', source: source('2021-03-09') };
    for (const command of [correct({ summary: 'x' }), retract, addition]) {
      expect(refusal(command, retracted).code).toBe('DEVELOPMENT_RETRACTED');
    }
  });

  it('can be reinstated, and is then what it was', () => {
    expect(when(reinstate, retracted)).toEqual([
      { type: 'DevelopmentReinstated', data: { reason } },
    ]);
  });
});

describe('an active development', () => {
  const state = given(reported(truce));

  it('can be retracted but not reinstated', () => {
    expect(when(retract, state)).toEqual([{ type: 'DevelopmentRetracted', data: { reason } }]);
    expect(refusal(reinstate, state).code).toBe('DEVELOPMENT_NOT_RETRACTED');
  });

  it('takes a source that it does not have yet', () => {
    const fresh = source('2021-03-09', 'Courier');
    const events = when({ type: 'AddSource', source: fresh, reason }, state);
    expect(events).toEqual([{ type: 'SourceAdded', data: { source: fresh, reason } }]);
    expect(given(reported(truce), ...events)?.document.sources).toEqual([...truce.sources, fresh]);
    const known = truce.sources[0] ?? fresh;
    expect(refusal({ type: 'AddSource', source: known }, state).code).toBe('NOTHING_CHANGES');
    expect(
      refusal({ type: 'AddSource', source: source('2021-02-29') }, state).errors,
    ).toMatchObject([{ pointer: '/source/publishedAt' }]);
  });
});

describe('a development that is not there', () => {
  it('can only be reported', () => {
    for (const command of [retract, reinstate, correct({ summary: 'x' })]) {
      expect(refusal(command, undefined)).toMatchObject({
        code: 'DEVELOPMENT_NOT_FOUND',
        refusal: 'missing',
      });
    }
  });

  it('has no fold that begins with a change, nor one with an unknown type', () => {
    const event = {
      position: 7,
      version: 1,
      stream: 'development-T',
      recordedAt: '2021-01-01T00:00:00.000Z',
      data: { reason },
    };
    const fold = (type: string) => () => evolveDevelopment(undefined, { ...event, type });
    expect(fold('DevelopmentRetracted')).toThrow(UnfoldableEvent);
    expect(fold('DevelopmentPainted')).toThrow(/7 \(DevelopmentPainted/);
  });
});
