import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Monitor, read, startMonitor } from '@ceasefire/monitor-process';
import type { Boards } from '@ceasefire/domain';

type State = Boards & { position: number; epoch: string; lastReportAt: string };

describe('the five reports, read at any moment', () => {
  let monitor: Monitor;
  beforeAll(async () => {
    monitor = await startMonitor();
  }, 60_000);
  afterAll(() => monitor.stop());

  const reading = async (query: string) => {
    const { status, body } = await read<State>(monitor, `state?${query}`);
    expect(status).toBe(200);
    const deployment = (id: string) => body.deployments.find((each) => each.id === id);
    return {
      ceasefire: [body.ceasefire.status, body.ceasefire.hostilities],
      russia: deployment('peacekeepers-russia')?.status,
      turkey: deployment('peacekeepers-turkey')?.status,
      centre: body.negotiations.find((each) => each.id === 'monitoring-centre'),
      state: body,
    };
  };

  it('on 8 October there is no ceasefire, fighting goes on, and nobody is deployed', async () => {
    const seen = await reading('asOf=2020-10-08');
    expect(seen.ceasefire).toEqual(['NO_CEASEFIRE', 'ONGOING']);
    expect([seen.russia, seen.turkey, seen.centre?.stage]).toEqual(['NONE', 'NONE', 'NOT_STARTED']);
  });

  it('the October truce is agreed at 07:59Z and in force at 08:00Z, with no event in between', async () => {
    const before = await reading('asOf=2020-10-10T07:59:00Z');
    const after = await reading('asOf=2020-10-10T08:00:00Z');
    expect([before.ceasefire[0], after.ceasefire[0]]).toEqual(['AGREED', 'IN_FORCE']);
    expect(after.state.ceasefire.arrangement).toBe('moscow-2020-10');
    expect([after.russia, after.turkey, after.centre?.stage]).toEqual([
      'NONE',
      'NONE',
      'NOT_STARTED',
    ]);
  });

  it('on 10 November, as known that day, the truce holds, Russia deploys and Turkey is disputed', async () => {
    const seen = await reading('asOf=2020-11-10&knownAt=2020-11-10');
    expect(seen.ceasefire).toEqual(['IN_FORCE', 'CEASED']);
    expect(seen.state.ceasefire.because).toContain('S2-01');
    expect([seen.russia, seen.turkey, seen.centre?.stage]).toEqual([
      'DEPLOYING',
      'DISPUTED',
      'DISCUSSED',
    ]);
    const russia = seen.state.deployments.find((each) => each.id === 'peacekeepers-russia');
    expect(russia?.strength).toMatchObject({ value: 2000, qualifier: 'approx' });
  });

  it('on 25 November the talks go on, agreed in principle, seven issues and none settled', async () => {
    const seen = await reading('asOf=2020-11-25');
    expect(seen.ceasefire).toEqual(['IN_FORCE', 'CEASED']);
    const truce = seen.state.ceasefire.arrangements.find(
      (each) => each.id === 'trilateral-2020-11',
    );
    expect(truce?.allegations).toEqual([]);
    expect([seen.russia, seen.turkey]).toEqual(['DEPLOYED', 'NONE']);
    expect(seen.centre).toMatchObject({
      stage: 'IN_TALKS',
      roundsConcluded: 1,
      agreedInPrinciple: 'yes',
    });
    expect(seen.centre?.issues).toHaveLength(7);
    expect(seen.centre?.issues.filter((issue) => issue.status === 'SETTLED')).toEqual([]);
    expect(
      seen.state.disputes.find((each) => each.subject === 'turkish-peacekeepers'),
    ).toMatchObject({ status: 'RESOLVED' });
  });

  it('a moment before anything was published shows nothing', async () => {
    const seen = await reading('asOf=2020-11-25&knownAt=2020-09-30');
    expect(seen.ceasefire).toEqual(['NO_CEASEFIRE', 'UNKNOWN']);
    expect(seen.state.disputes).toEqual([]);
  });
});
