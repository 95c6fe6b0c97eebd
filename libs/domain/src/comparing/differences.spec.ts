import { describe, expect, it } from '@jest/globals';
import { day, development } from '../testing/developments.ts';
import { boardsOn, logOf } from '../testing/log.ts';
import { changedBoards, differences } from './differences.ts';

const log = logOf(
  development('S', 'DeploymentStarted', { process: 'blue-helmets', occurred: day('2021-03-01') }),
  development('K', 'DeploymentConfirmed', { process: 'blue-helmets', occurred: day('2021-03-03') }),
  development('A', 'CeasefireAgreed', {
    process: 'new-truce',
    occurred: day('2021-03-03'),
    details: { parties: ['borduria'] },
  }),
);
const before = boardsOn(log, '2021-03-02');
const after = boardsOn(log, '2021-03-03');

describe('the differences of two moments', () => {
  it('are told by board, entry and field', () => {
    expect(differences(before, after)).toEqual(
      expect.arrayContaining([
        {
          board: 'deployments',
          id: 'blue-helmets',
          pointer: '/status',
          from: 'DEPLOYING',
          to: 'DEPLOYED',
        },
        { board: 'ceasefire', id: null, pointer: '/arrangement', from: null, to: 'new-truce' },
      ]),
    );
    const arrangement = differences(before, after).find(({ pointer }) =>
      pointer.startsWith('/arrangements/new-truce'),
    );
    expect(arrangement).toMatchObject({ from: null, to: { id: 'new-truce', status: 'IN_FORCE' } });
  });

  it('are none between a moment and itself', () => {
    expect(differences(after, boardsOn(log, '2021-03-03'))).toEqual([]);
    expect(changedBoards(after, boardsOn(log, '2021-03-03'))).toEqual({ before: {}, after: {} });
  });

  it('name the whole boards that changed, and only those', () => {
    const changed = changedBoards(before, after);
    expect(Object.keys(changed.after)).toEqual(['ceasefire', 'deployments']);
    expect(changed.before.deployments).toEqual(before.deployments);
    expect(changed.after.ceasefire).toEqual(after.ceasefire);
  });
});
