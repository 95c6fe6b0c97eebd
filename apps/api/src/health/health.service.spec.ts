import { describe, expect, it } from '@jest/globals';
import type { ProjectionStatus } from '@ceasefire/event-store';
import type { Problem } from '../problems/problem.ts';
import { HealthService, projectionsCheck } from './health.service.ts';

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
      position: 3,
      error: { position: 4, message: 'no', at: '2020-11-10T00:00:00.000Z' },
    };
    expect(projectionsCheck([live, stopped])).toMatchObject({
      status: 'degraded',
      detail: 'developments stopped at position 4.',
    });
  });
});

/** A node where all is well but for what is said of its projections. */
function node(warmUp = { over: true }) {
  let statuses: readonly ProjectionStatus[] = [];
  type Parts = ConstructorParameters<typeof HealthService>;
  const parts = [
    { query: () => Promise.resolve({ rows: [{}] }) },
    { check: () => ({ name: 'log', status: 'ok', detail: '' }) },
    { read: () => ({ alive: true, detail: '' }) },
    { status: () => Promise.resolve(statuses) },
    { loaded: true, position: 10, waitFor: () => Promise.resolve(true) },
    warmUp,
    { check: () => ({ name: 'seed', status: 'ok', detail: '' }) },
  ];
  const health = new HealthService(...(parts as unknown as Parts));
  return async (change: Partial<ProjectionStatus>) => {
    statuses = [{ ...live, ...change }];
    const { status } = await health.readiness().catch((error: unknown) => error as Problem);
    return status;
  };
}

describe('readiness', () => {
  it('waits until first answers were tried out', async () => {
    const warmUp = { over: false };
    const readiness = node(warmUp);
    expect(await readiness({})).toBe(503);
    warmUp.over = true;
    expect(await readiness({})).toBe('ready');
  });

  it('waits at a start for projections that are far behind, and later says that they are', async () => {
    const readiness = node();
    expect(await readiness({ lag: 60_000 })).toBe(503);
    expect(await readiness({ lag: 1_001 })).toBe(503);
    expect(await readiness({ lag: 1_000 })).toBe('ready');
    expect(await readiness({ lag: 60_000 })).toBe('degraded');
  });

  it('does not wait for one that stopped at an event', async () => {
    expect(await node()({ status: 'stopped', lag: 60_000 })).toBe('degraded');
  });
});
