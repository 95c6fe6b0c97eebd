import { describe, expect, it } from '@jest/globals';
import type { Development } from '../development/development.ts';
import { development } from '../testing/developments.ts';
import { indexOf, logOf } from '../testing/log.ts';

const talks = development('A', 'NegotiationProposed', { process: 'talks' });
const claim = (id: string, stance: 'asserts' | 'denies', by: string): Development =>
  development(id, 'StatementMade', { claim: { subject: 'hill', stance, by } });

describe('what an index knows of names', () => {
  it('a process is known while a development that was not retracted belongs to it', () => {
    const log = logOf(talks);
    const sort = () => indexOf(log).processSort('talks');
    expect(sort()).toBe('negotiation');
    log.append('development-A', { type: 'DevelopmentRetracted', data: { reason: 'x' } });
    expect(sort()).toBeUndefined();
    log.append('development-A', { type: 'DevelopmentReinstated', data: { reason: 'x' } });
    expect(sort()).toBe('negotiation');
  });

  it('an issue is known in the negotiation in which it was raised, and in no other', () => {
    const raised = development('I', 'IssueRaised', {
      process: 'talks',
      details: { issue: 'where' },
    });
    const index = indexOf(logOf(raised));
    expect(index.hasIssue('talks', 'where')).toBe(true);
    expect(index.hasIssue('others', 'where')).toBe(false);
  });

  it('what a development founds is called as the last word on it has it, until it is retracted', () => {
    const founds = { label: 'Zürich talks' };
    const raising = { issue: 'where', founds: { label: 'Where it sits' } };
    const log = logOf(
      development('A', 'NegotiationProposed', { process: 'talks', details: { founds } }),
      development('I', 'IssueRaised', { process: 'talks', details: raising }),
      development('B', 'NegotiationProposed', { process: 'others' }),
    );
    const issue = { process: 'talks', sort: 'negotiation', issue: 'where', label: 'Where it sits' };
    const process = { process: 'talks', sort: 'negotiation' };
    expect(indexOf(log).founded()).toEqual([{ ...process, label: 'Zürich talks' }, issue]);
    log.append('development-A', {
      type: 'DevelopmentCorrected',
      data: { changes: { details: { founds: { label: 'Geneva talks' } } }, reason: 'x' },
    });
    expect(indexOf(log).founded()).toContainEqual({ ...process, label: 'Geneva talks' });
    log.append('development-A', { type: 'DevelopmentRetracted', data: { reason: 'x' } });
    expect(indexOf(log).founded()).toEqual([issue]);
  });

  it('names of properties that every object has are not known', () => {
    const index = indexOf(logOf(talks));
    for (const name of ['constructor', '__proto__', 'toString'])
      expect([index.processSort(name), index.isContested(name)]).toEqual([undefined, false]);
  });

  it('a subject is contested while different parties assert and deny it', () => {
    const log = logOf(claim('A', 'asserts', 'one'), claim('B', 'denies', 'one'));
    const contested = () => indexOf(log).isContested('hill');
    expect(contested()).toBe(false);
    const denial = claim('C', 'denies', 'two');
    log.append('development-C', { type: 'StatementMade', data: denial });
    expect(contested()).toBe(true);
    const changes = { claim: null };
    log.append('development-C', { type: 'DevelopmentCorrected', data: { changes, reason: 'x' } });
    expect(contested()).toBe(false);
  });

  it('a stance that lies in a kind contests its subject as the board shows it', () => {
    const deployment = (
      id: string,
      kind: 'DeploymentClaimed' | 'DeploymentDenied',
      party: string,
    ) => development(id, kind, { process: 'blue-helmets', details: { party } });
    const log = logOf(
      deployment('A', 'DeploymentClaimed', 'one'),
      deployment('B', 'DeploymentDenied', 'two'),
    );
    expect(indexOf(log).isContested('blue-helmets')).toBe(true);
  });
});
