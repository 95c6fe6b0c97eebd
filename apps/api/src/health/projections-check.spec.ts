import { describe, expect, it } from '@jest/globals';
import type { ProjectionStatus } from '@ceasefire/event-store';
import { projectionsCheck } from './health.service.ts';

const live: ProjectionStatus = {
  name: 'boards',
  version: 1,
  generation: 1,
  position: 10,
  lag: 0,
  status: 'live',
  digest: '00',
  runner: null,
  skipped: [],
};

describe('the check of the projections', () => {
  it('says how far behind the slowest is', () => {
    expect(projectionsCheck([live, { ...live, lag: 7 }])).toMatchObject({
      status: 'ok',
      detail: 'At most 7 positions behind.',
    });
  });

  it('is degraded while they are far behind: the boards are true of another time', () => {
    expect(projectionsCheck([live, { ...live, lag: 1_001 }])).toEqual({
      name: 'projections',
      status: 'degraded',
      detail: 'At most 1001 positions behind. They show what was recorded before.',
    });
  });

  it('is degraded and names each that stopped', () => {
    const stopped: ProjectionStatus = {
      ...live,
      name: 'developments',
      status: 'stopped',
      position: 4,
    };
    expect(projectionsCheck([live, stopped])).toMatchObject({
      status: 'degraded',
      detail: 'developments stopped at position 4.',
    });
  });
});
