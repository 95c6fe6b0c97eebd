import { describe, expect, it } from '@jest/globals';
import { type Development, evolveFact, type Fact, factKey } from '@ceasefire/domain';
import { development } from '../testing/commanding.ts';
import { FactRegister } from './fact-register.ts';

/** A register that takes events as the projection would hand their facts on. */
function registering() {
  const register = new FactRegister();
  const facts = new Map<string, Fact>();
  let position = 0;
  const take = (stream: string, type: string, data: unknown): void => {
    position += 1;
    const recordedAt = '2020-11-30T00:00:00.000Z';
    const event = { position, stream, version: 1, type, recordedAt, data };
    const key = factKey(event) ?? '';
    const state = evolveFact(facts.get(key), event);
    facts.set(key, state);
    register.apply([{ key, position, supersededAt: null, state }]);
  };
  const report = (change: Partial<Development>): void => {
    const reported = development(change);
    take(`development-${reported.id}`, reported.kind, reported);
  };
  return { register, take, report };
}

describe('what follows from the facts', () => {
  it('a process is known while a development that was not retracted belongs to it', () => {
    const { register, take, report } = registering();
    report({ id: 'A', kind: 'NegotiationProposed', process: 'talks' });
    expect(register.process('talks')).toBe('negotiation');
    take('development-A', 'DevelopmentRetracted', { reason: 'x' });
    expect(register.process('talks')).toBeUndefined();
    take('development-A', 'DevelopmentReinstated', { reason: 'x' });
    expect(register.process('talks')).toBe('negotiation');
  });

  it('an issue is known in the negotiation in which it was raised, and in no other', () => {
    const { register, report } = registering();
    report({ kind: 'IssueRaised', process: 'talks', details: { issue: 'where' } });
    expect([register.issue('talks', 'where'), register.issue('others', 'where')]).toEqual([
      true,
      false,
    ]);
  });

  it('names of properties that every object has are not known', () => {
    const { register } = registering();
    for (const name of ['constructor', '__proto__', 'toString'])
      expect([register.process(name), register.contested(name)]).toEqual([undefined, false]);
  });

  it('a subject is contested while different parties assert and deny it', () => {
    const { register, take, report } = registering();
    const claim = (id: string, stance: 'asserts' | 'denies', by: string): void =>
      report({ id, claim: { subject: 'hill', stance, by } });
    claim('A', 'asserts', 'one');
    claim('B', 'denies', 'one');
    expect(register.contested('hill')).toBe(false);
    claim('C', 'denies', 'two');
    expect(register.contested('hill')).toBe(true);
    take('development-C', 'DevelopmentCorrected', { changes: { claim: null }, reason: 'x' });
    expect(register.contested('hill')).toBe(false);
  });
});
