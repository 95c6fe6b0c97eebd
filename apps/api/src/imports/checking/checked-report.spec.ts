import { describe, expect, it } from '@jest/globals';
import { decideDevelopment, developmentKinds } from '@ceasefire/domain';
import fc from 'fast-check';
import { development, openKnowledge } from '../../testing/commanding.ts';
import { checkedReport, intentOf, type LineRules } from './checked-report.ts';
import { readReport, reportIntent } from '../commands/report-intent.ts';

const author = { recordedBy: 'importer', correlationId: 'c' };
const rules: LineRules = { format: 'ndjson', situation: openKnowledge.knows, author };
const check = (value: unknown) => checkedReport(JSON.stringify(value), 7, rules);

const entry = (change: object = {}) => ({
  position: 1,
  id: '11111111-1111-4111-8111-111111111111',
  stream: 'development-A',
  version: 1,
  type: 'StatementMade',
  schemaVersion: 1,
  recordedAt: '2020-11-26T10:00:00.000Z',
  recordedBy: 'editor',
  correlationId: 'x',
  reason: 'Why.',
  data: development(),
  ...change,
});

const reason = 'They are one.';
const merged = { into: 'A', from: ['B'], absorbed: [], reason };

describe('a line that is checked by itself', () => {
  it('is a report with all that will be stored', () => {
    expect(check(development({ id: 'A' }))).toMatchObject({
      line: 7,
      meta: author,
      stream: 'development-A',
      event: 'StatementMade',
      body: '',
      silent: true,
    });
    expect(check(entry())).toMatchObject({
      id: entry().id,
      meta: { recordedBy: 'editor', correlationId: 'x', reason: 'Why.' },
      body: '/data',
    });
    const claim = { subject: 's', stance: 'asserts', by: 'one' } as const;
    expect(check(development({ claim }))).toMatchObject({ silent: false });
    expect(check(development({ process: 'talks' }))).toMatchObject({ silent: false });
  });

  it('holds instants to the millisecond, as the API keeps them', () => {
    const at = (fraction: string) => {
      const instant = `2020-11-10T10:00:00.${fraction}Z`;
      const { occurred } = development();
      const moment = { ...occurred, from: instant, to: instant, precision: 'minute' } as const;
      return development({ id: 'A', occurred: moment });
    };
    expect(check(at('123456'))).toEqual(check(at('123')));
    expect(check(entry({ data: at('1239') }))).toEqual(check(entry({ data: at('123') })));
    expect(check(at('123'))).toBeDefined();
  });

  it('is the command that it would be in its turn, with an id or without', () => {
    const { id: _, ...nameless } = development();
    const quoting = { ...nameless, summary: 'He said "sources":[].' };
    for (const value of [development({ id: 'A' }), nameless, quoting]) {
      const report = check(value);
      expect(report && intentOf(report)).toEqual(reportIntent(value, 7, author));
      expect(readReport(value).text).toBe(JSON.stringify(readReport(value).development));
    }
  });

  it.each([
    ['no JSON', '{'],
    ['a bad field', JSON.stringify(development({ summary: '' }))],
    ['an unknown actor', JSON.stringify(development({ actors: [{ id: 'nobody', role: 'x' }] }))],
    ['an unknown process', JSON.stringify(development({ process: 'unheard-of' }))],
    [
      'what founds a process',
      JSON.stringify(
        development({
          kind: 'IssueRaised',
          process: 'new',
          details: { issue: 'x', founds: { label: 'N' } },
        }),
      ),
    ],
    ['a change', JSON.stringify(entry({ type: 'DevelopmentRetracted', data: { reason } }))],
    ['part of a merge', JSON.stringify(entry({ type: 'DevelopmentsMerged', data: merged }))],
    ['an event that is no event', JSON.stringify(entry({ id: 'x' }))],
  ])('is none where it is %s', (_, json) => {
    expect(checkedReport(json, 1, rules)).toBeUndefined();
  });

  it('is decided the same way whatever was brought into being before it', () => {
    const names = fc.constantFrom('talks', 'new', null);
    const issue = fc.constantFrom('status', 'borders');
    const written = fc.record({
      kind: fc.constantFrom(...developmentKinds),
      process: names,
      details: fc.record(
        { issue, issues: fc.array(issue, { maxLength: 1 }), founds: fc.constant({ label: 'N' }) },
        { requiredKeys: [] },
      ),
    });
    const sort = fc.constantFrom(
      'arrangement' as const,
      'deployment' as const,
      'negotiation' as const,
    );
    fc.assert(
      fc.property(written, sort, (change, founded) => {
        const report = check(development(change));
        const knows = {
          ...openKnowledge.knows,
          process: (id: string) => openKnowledge.knows.process(id) ?? founded,
        };
        if (report === undefined) return;
        const { development: stated } = readReport(JSON.parse(report.text));
        const command = { type: 'ReportDevelopment', development: stated } as const;
        expect(decideDevelopment(command, undefined, { knows })).toEqual([
          { type: report.event, data: JSON.parse(report.text) as unknown },
        ]);
      }),
      { numRuns: 500 },
    );
  });
});
