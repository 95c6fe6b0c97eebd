import { describe, expect, it } from '@jest/globals';
import { definitions, development } from '../testing/developments.ts';
import { logOf } from '../testing/log.ts';
import { usualDistances } from './distances.ts';
import { foreseeing } from './foreseeing.ts';
import type { Timelines } from './processes.ts';
import { createStore } from './store.ts';

const founding = development('A', 'NegotiationProposed', {
  process: 'tried',
  claim: { subject: 'hill', stance: 'asserts', by: 'one' },
});

const facts = logOf(founding)
  .revisions()
  .map(({ state }) => state);

const idsOf = (timelines: Timelines<unknown>): readonly string[] =>
  timelines.all().map(({ id }) => id);

describe('what is only foreseen', () => {
  it('founds processes and subjects for itself alone', () => {
    const store = createStore(definitions, usualDistances);
    const { negotiations, subjects } = store.processes;
    const before = [idsOf(negotiations), idsOf(subjects)];

    foreseeing(store, facts, ({ processes }) => {
      expect(idsOf(processes.negotiations)).toContain('tried');
      expect(processes.negotiations.get('tried')).toBeDefined();
      expect(idsOf(processes.subjects)).toEqual(['hill']);
    });

    expect([idsOf(negotiations), idsOf(subjects)]).toEqual(before);
    expect(negotiations.get('tried')).toBeUndefined();
  });

  it('takes no room afterwards, whatever comes of it', () => {
    const store = createStore(definitions, usualDistances);
    const { happenings } = store;
    expect(foreseeing(store, facts, () => happenings.count())).toBe(1);
    const failing = () =>
      foreseeing(store, facts, () => {
        throw new Error('not now');
      });
    expect(failing).toThrow('not now');
    expect(happenings.count()).toBe(0);
  });
});
