import { describe, expect, it } from '@jest/globals';
import type { KnownProcess } from '@ceasefire/contracts';
import { knownProcesses } from './known-processes.ts';

const truce: KnownProcess = { id: 'truce', kind: 'arrangement', label: 'The truce' };
const where = { id: 'where', label: 'Where it sits' };
const talks: KnownProcess = { id: 'talks', kind: 'negotiation', label: 'Talks', issues: [where] };

describe('the processes that are known', () => {
  it('are those of the situation, called as it calls them', () => {
    const again = { process: 'truce', sort: 'arrangement', label: 'Another name' } as const;
    expect(knownProcesses([truce, talks], [again])).toEqual([truce, talks]);
  });

  it('are those that were founded as well, of whatever sort', () => {
    const founded = (['arrangement', 'deployment', 'negotiation'] as const).map((sort) => ({
      process: `new-${sort}`,
      sort,
      label: sort.toUpperCase(),
    }));
    expect(knownProcesses([truce], founded)).toEqual([
      truce,
      { id: 'new-arrangement', kind: 'arrangement', label: 'ARRANGEMENT' },
      { id: 'new-deployment', kind: 'deployment', label: 'DEPLOYMENT', contributor: null },
      { id: 'new-negotiation', kind: 'negotiation', label: 'NEGOTIATION', issues: [] },
    ]);
  });

  it('have the issues that were raised in them, each once', () => {
    const raised = (process: string, issue: string) =>
      ({ process, sort: 'negotiation', issue, label: issue.toUpperCase() }) as const;
    const founded = { process: 'others', sort: 'negotiation', label: 'Others' } as const;
    const all = [
      raised('others', 'who'),
      founded,
      raised('talks', 'where'),
      raised('talks', 'who'),
    ];
    const who = { id: 'who', label: 'WHO' };
    expect(knownProcesses([talks], all)).toEqual([
      { ...talks, issues: [where, who] },
      { id: 'others', kind: 'negotiation', label: 'Others', issues: [who] },
    ]);
  });
});
