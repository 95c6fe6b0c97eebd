import { describe, expect, it } from '@jest/globals';
import { between, development, source } from '../testing/developments.ts';
import type { Development } from './development.ts';
import { given, refusal, reported, statement, truce, when } from './testing/deciding.ts';

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
