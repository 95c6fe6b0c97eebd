import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DevelopmentsPage, State } from '@ceasefire/contracts';
import { development } from '../testing/commanding.ts';
import { startApp, type StartedApp, withoutReports } from '../testing/started-app.ts';

let started: StartedApp;
beforeAll(async () => {
  started = await startApp(withoutReports());
}, 60_000);
afterAll(() => started.close());

const claim = (id: string, stance: 'asserts' | 'denies', by: string) =>
  started.post('developments', {
    ...development({ id, actors: [{ id: by, role: 'speaker' }] }),
    claim: { subject: 'hill-control', stance, by },
  });
const judgement = { outcome: 'Nobody holds it.', basedOn: ['C-1'], reason: 'Seen by all.' };
const dispute = async () => {
  const { body } = await started.get<State>('state');
  return body.disputes.find(({ subject }) => subject === 'hill-control');
};

describe('a dispute', () => {
  it('is opened by claims, closed by a judgement alone, and can be opened again', async () => {
    expect((await started.post('disputes/hill-control/resolution', judgement)).status).toBe(404);
    await claim('C-1', 'asserts', 'armenia');
    await claim('C-2', 'denies', 'azerbaijan');
    expect(await dispute()).toMatchObject({ status: 'OPEN', outcome: null });

    const foreseen = await started.post('disputes/hill-control/resolution?dryRun=true', judgement);
    expect(foreseen.body).toMatchObject({ after: { disputes: [{ status: 'RESOLVED' }] } });
    expect(await dispute()).toMatchObject({ status: 'OPEN' });

    const stale = await started.post('disputes/hill-control/resolution', judgement, {
      'if-match': '"7"',
    });
    expect(stale.status).toBe(412);
    expect(await dispute()).toMatchObject({ status: 'OPEN' });

    const resolved = await started.post('disputes/hill-control/resolution', judgement);
    expect([resolved.status, resolved.body]).toEqual([200, { version: 1, position: 3 }]);
    expect(await dispute()).toMatchObject({ status: 'RESOLVED', outcome: 'Nobody holds it.' });
    expect((await started.post('disputes/hill-control/resolution', judgement)).status).toBe(409);

    expect((await started.post('disputes/hill-control/reopening', { reason: 'New.' })).status).toBe(
      200,
    );
    expect(await dispute()).toMatchObject({ status: 'OPEN' });
    expect((await started.post('disputes/hill-control/reopening', { reason: 'New.' })).status).toBe(
      409,
    );
  });

  it('that the kinds of its developments imply is judged like any other, and they are listed by its subject', async () => {
    const control = (id: string, kind: string, party: string) =>
      started.post('developments', {
        ...development({ id, actors: [{ id: party, role: 'claimant' }] }),
        kind,
        details: { place: 'shusha', party },
      });
    await control('T-1', 'TerritorialControlClaimed', 'azerbaijan');
    await control('T-2', 'TerritorialControlDenied', 'armenia');
    const { body } = await started.get<State>('state');
    expect(body.disputes.map(({ subject }) => subject)).toContain('shusha-control');
    const listed = await started.get<DevelopmentsPage>('developments?subject=shusha-control');
    expect(listed.body.items.map(({ id }) => id).sort()).toEqual(['T-1', 'T-2']);
    const ruling = { ...judgement, basedOn: ['T-1'] };
    expect((await started.post('disputes/shusha-control/resolution', ruling)).status).toBe(200);
  });

  it('is not resolved on a development that is not there', async () => {
    const bad = { ...judgement, basedOn: ['C-1', 'C-9'] };
    const { status, body } = await started.post('disputes/hill-control/resolution', bad);
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ pointer: '/basedOn/1' }] });
  });
});
