import { describe, expect, it } from '@jest/globals';
import { between, development, situation, source } from '../testing/developments.ts';
import { decideDevelopment, type DevelopmentCommand } from './decide.ts';
import type { Development } from './development.ts';
import { DomainError } from './domain-error.ts';
import type { DevelopmentEvent } from './events.ts';
import { evolveDevelopment } from './evolve.ts';
import { UnfoldableEvent } from './recorded.ts';
import type { DevelopmentState } from './state.ts';

const truce = development('T', 'CeasefireAgreed', {
  process: 'new-truce',
  details: { parties: ['borduria', 'syldavia'] },
});
const statement = development('S', 'StatementMade');
const reason = 'The ministry corrected itself.';
const retract: DevelopmentCommand = { type: 'RetractDevelopment', reason };
const reinstate: DevelopmentCommand = { type: 'ReinstateDevelopment', reason };
const correct = (changes: object): DevelopmentCommand => ({
  type: 'CorrectDevelopment',
  changes,
  reason,
});

const given = (...events: readonly DevelopmentEvent[]): DevelopmentState | undefined =>
  events.reduce<DevelopmentState | undefined>(
    (state, event, index) =>
      evolveDevelopment(state, {
        ...event,
        position: index + 1,
        version: index + 1,
        stream: 'development-T',
        recordedAt: '2021-01-01T00:00:00.000Z',
      }),
    undefined,
  );
const reported = (document: Development): DevelopmentEvent => ({
  type: document.kind,
  data: document,
});
const when = (command: DevelopmentCommand, state: DevelopmentState | undefined) =>
  decideDevelopment(command, state, { knows: situation });

function refusal(command: DevelopmentCommand, state: DevelopmentState | undefined): DomainError {
  try {
    when(command, state);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

const refusedFields = (rest: Partial<Development>, kind = statement): readonly string[] =>
  refusal({ type: 'ReportDevelopment', development: { ...kind, ...rest } }, undefined).errors.map(
    ({ pointer }) => pointer,
  );

describe('a report', () => {
  it('is one event whose type is the kind', () => {
    expect(when({ type: 'ReportDevelopment', development: truce }, undefined)).toEqual([
      { type: 'CeasefireAgreed', data: truce },
    ]);
  });

  it('of an id that is taken is refused', () => {
    expect(
      refusal({ type: 'ReportDevelopment', development: truce }, given(reported(truce))),
    ).toMatchObject({ code: 'DEVELOPMENT_EXISTS', refusal: 'conflict' });
  });

  it('must name at least one source', () => {
    expect(refusedFields({ sources: [] })).toEqual(['/sources']);
  });

  it('must not end before it begins', () => {
    expect(refusedFields({ occurred: between('2021-03-02', '2021-03-01') })).toEqual([
      '/occurred/to',
    ]);
    expect(refusedFields({ occurred: between('2021-03-02T10:00Z', '2021-03-02T09:00Z') })).toEqual([
      '/occurred/to',
    ]);
  });

  it('must lie in time, on days that exist', () => {
    expect(refusedFields({ occurred: between(null, null) })).toEqual(['/occurred/from']);
    expect(refusedFields({ occurred: between('2021-02-30', '2021-03-01') })).toEqual([
      '/occurred/from',
    ]);
    expect(refusedFields({ occurred: between(null, '2021-03-01', 'after') })).toEqual([
      '/occurred/from',
    ]);
    expect(refusedFields({ occurred: between('2021-03-01', null, 'before') })).toEqual([
      '/occurred/to',
    ]);
    expect(refusedFields({ sources: [source('2021-04-31')] })).toEqual(['/sources/0/publishedAt']);
  });

  it.each([
    ['minute', '2021-03-01T08:00Z', '2021-03-01T08:01Z', ['/occurred/to']],
    ['minute', '2021-03-01', '2021-03-01', ['/occurred/to']],
    ['minute', '2021-03-01T08:00Z', null, ['/occurred/to']],
    ['minute', '2021-03-01T08:00Z', '2021-03-01T08:00:00Z', []],
    ['day', '2021-03-01', '2021-03-02', ['/occurred/to']],
    ['day', '2021-03-01T08:00Z', '2021-03-01', []],
    ['standing', '2021-03-01', null, ['/occurred/to']],
    ['as-of', '2021-03-01', null, ['/occurred/to']],
    ['before', null, '2021-03-01', []],
    ['after', '2021-03-01', null, []],
    ['window', null, '2021-03-01', ['/occurred/from']],
    ['interval', '2021-03-01', null, ['/occurred/to']],
    ['interval', '2021-03-01', '2021-03-09', []],
  ] as const)('must lie in time as precisely as %s says: %s to %s', (...row) => {
    const [precision, from, to, errors] = row;
    const report = { ...statement, occurred: between(from, to, precision) };
    if (errors.length > 0) expect(refusedFields(report)).toEqual(errors);
    else {
      const events = when({ type: 'ReportDevelopment', development: report }, undefined);
      expect(events).toHaveLength(1);
    }
  });

  it('must not let a truce take effect before it may have been agreed', () => {
    const details = (effectiveAt: string) => ({ details: { parties: [], effectiveAt } });
    expect(refusedFields(details('2021-02-28T23:59Z'), truce)).toEqual(['/details/effectiveAt']);
    const sameDay = { ...truce, ...details('2021-03-01') };
    expect(when({ type: 'ReportDevelopment', development: sameDay }, undefined)).toHaveLength(1);
  });

  it('must not let a party accuse itself', () => {
    const alleged = development('L', 'CeasefireViolationAlleged', {
      process: 'new-truce',
      details: { accuser: 'borduria', accused: 'borduria' },
    });
    expect(refusedFields({}, alleged)).toEqual(['/details/accused']);
  });

  it('must name actors and places that are known, wherever it names them', () => {
    expect(
      refusedFields({
        actors: [
          { id: 'borduria', role: 'party' },
          { id: 'nobody', role: 'party' },
        ],
        places: ['nowhere'],
        claim: { subject: 'x', stance: 'asserts', by: 'nobody' },
      }),
    ).toEqual(['/actors/1/id', '/claim/by', '/places/0']);
    expect(refusedFields({ details: { parties: ['borduria', 'nobody'] } }, truce)).toEqual([
      '/details/parties/1',
    ]);
  });

  it('must name the process that its kind moves, of the right sort', () => {
    expect(refusedFields({ process: null }, truce)).toEqual(['/process']);
    expect(refusedFields({ process: 'unheard-of' }, truce)).toEqual(['/process']);
    expect(refusedFields({ process: 'centre' }, truce)).toEqual(['/process']);
    expect(refusedFields({ process: 'unheard-of' })).toEqual(['/process']);
    const misplaced = { ...truce, process: 'centre' };
    expect(
      refusal({ type: 'ReportDevelopment', development: misplaced }, undefined).errors[0]?.detail,
    ).toBe('is a negotiation, but CeasefireAgreed belongs to an arrangement');
  });

  it('may bring a process or an issue into being when it says so', () => {
    const founds = { label: 'The winter truce' };
    const founding = { ...truce, process: 'winter-truce', details: { ...truce.details, founds } };
    expect(when({ type: 'ReportDevelopment', development: founding }, undefined)).toHaveLength(1);
    const raised = development('I', 'IssueRaised', {
      process: 'centre',
      details: { issue: 'uniforms' },
    });
    expect(refusedFields({}, raised)).toEqual(['/details/issue']);
    const issue = { ...raised, details: { issue: 'uniforms', founds: { label: 'Uniforms' } } };
    expect(when({ type: 'ReportDevelopment', development: issue }, undefined)).toHaveLength(1);
    expect(refusedFields({ details: { founds } })).toEqual(['/details/founds']);
  });

  it('must have the details that its kind needs, and none that it does not take', () => {
    expect(refusedFields({ details: { round: 1 } }, truce)).toEqual([
      '/details/parties',
      '/details/round',
    ]);
    const strength = development('N', 'DeploymentStrengthReported', {
      process: 'blue-helmets',
      details: { strength: { value: -1, qualifier: 'exact' } },
    });
    expect(refusedFields({}, strength)).toEqual(['/details/strength/value']);
    const expectation = development('E', 'ExpectationStated', {
      process: 'centre',
      details: { expects: 'Peace', window: { from: '2021-03-02', to: '2021-03-01' } },
    });
    expect(refusedFields({}, expectation)).toEqual(['/details/expects', '/details/window/to']);
    expect(refusedFields({ details: { parties: [], effectiveAt: 'soon' } }, truce)).toEqual([
      '/details/effectiveAt',
    ]);
  });

  it('must have an id, a kind and a summary', () => {
    expect(refusedFields({ id: '-', summary: ' ' })).toEqual(['/id', '/summary']);
    expect(refusedFields({ kind: 'toString' as never })).toEqual(['/kind']);
  });
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
