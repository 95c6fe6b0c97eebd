import { describe, expect, it } from '@jest/globals';
import { definitions, development } from '../testing/developments.ts';
import { logOf } from '../testing/log.ts';
import { usualDistances } from './distances.ts';
import { foreseen } from './foreseeing.ts';
import { createStore } from './store.ts';

const founding = development('A', 'NegotiationProposed', {
  process: 'tried',
  claim: { subject: 'hill', stance: 'asserts', by: 'one' },
});

describe('what is only foreseen', () => {
  it('founds processes and subjects for itself alone', () => {
    const store = createStore(definitions, usualDistances);
    const { negotiations, subjects } = store.processes;
    const before = [negotiations.ids(), subjects.ids()];
    const facts = logOf(founding).revisions();

    const { processes } = foreseen(
      store,
      facts.map(({ state }) => state),
    );

    expect(processes.negotiations.ids()).toContain('tried');
    expect(processes.negotiations.get('tried')).toBeDefined();
    expect(processes.subjects.ids()).toEqual(['hill']);
    expect([negotiations.ids(), subjects.ids()]).toEqual(before);
    expect(negotiations.get('tried')).toBeUndefined();
  });
});
