import { describe, expect, it } from '@jest/globals';
import { type DevelopmentAnswer, type History, historySchema } from '@ceasefire/contracts';
import { development } from '../testing/commanding.ts';
import {
  pointers,
  type Refused,
  ownEditedApp,
  statement,
  type Written,
} from './testing/edited-app.ts';

const started = ownEditedApp();

const read = async (id: string) => started().get<DevelopmentAnswer>(`developments/${id}`);

describe('changing', () => {
  const change = (path: string, body: object, ifMatch?: string) =>
    started().post<Written & Refused>(
      `developments/${path}`,
      body,
      ifMatch === undefined ? {} : { 'if-match': ifMatch },
    );

  it('needs the version that was read: 428 without, 412 when stale, 404 when there is nothing', async () => {
    const { id } = await started().record();
    const reason = 'It was otherwise.';
    expect((await change(`${id}/retraction`, { reason })).status).toBe(428);
    expect((await change(`${id}/retraction`, { reason }, '"2"')).status).toBe(412);
    expect((await change(`${id}/retraction`, { reason }, 'W/"1"')).status).toBe(400);
    expect((await change('nothing/retraction', { reason }, '"1"')).status).toBe(404);
    expect((await change(`${id}/retraction`, {}, '"1"')).status).toBe(400);
    const { status, headers, body } = await change(`${id}/retraction`, { reason }, '"1"');
    expect([status, headers['etag'], body]).toEqual([
      200,
      '"2"',
      { version: 2, position: await started().head() },
    ]);
    expect((await change(`${id}/retraction`, { reason }, '"2"')).status).toBe(409);
    expect(
      (await change(`${id}/corrections`, { changes: { summary: 'New.' }, reason }, '"2"')).status,
    ).toBe(409);
  });

  it('of 64 on one version lets one through', async () => {
    const { id } = await started().record();
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) =>
        change(
          `${id}/corrections`,
          { changes: { summary: `Wording ${index}.` }, reason: 'wording' },
          '"1"',
        ),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 63 }, () => 412)]);
  });

  it('shows in the development, its tag and its history: who, when, why, before and after', async () => {
    const { id } = await started().record({
      claim: { subject: 'a', stance: 'asserts', by: 'russia' },
    });
    await change(
      `${id}/corrections`,
      { changes: { summary: 'Better.', claim: null }, reason: 'A slip.' },
      '"1"',
    );
    const source = { ...development().sources[0], outlet: 'Second', attributionChain: ['witness'] };
    await change(`${id}/sources`, { source }, '"2"');
    await change(`${id}/retraction`, { reason: 'Wrong.' }, '"3"');
    await change(`${id}/reinstatement`, { reason: 'Right after all.' }, '"4"');
    const { headers, body } = await read(id);
    expect(headers['etag']).toBe('"5"');
    expect(body).toMatchObject({
      summary: 'Better.',
      status: 'active',
      version: 5,
      independentSources: 2,
    });
    expect(body).not.toHaveProperty('claim');
    const again = await started().get(`developments/${id}`, { 'if-none-match': '"5"' });
    expect(again.status).toBe(304);
    const history = await started().get<History>(`developments/${id}/history`);
    expect(historySchema.safeParse(history.body).success).toBe(true);
    const { items } = history.body;
    expect(items.map(({ type, reason }) => [type, reason])).toEqual([
      ['StatementMade', null],
      ['DevelopmentCorrected', 'A slip.'],
      ['SourceAdded', null],
      ['DevelopmentRetracted', 'Wrong.'],
      ['DevelopmentReinstated', 'Right after all.'],
    ]);
    expect(items[1]).toMatchObject({ recordedBy: 'admin', version: 2 });
    expect(items[1]?.changes).toEqual([
      { pointer: '/summary', before: development().summary, after: 'Better.' },
      { pointer: '/claim', before: { subject: 'a', stance: 'asserts', by: 'russia' } },
    ]);
    expect(items[3]?.changes).toEqual([
      { pointer: '/status', before: 'active', after: 'retracted' },
    ]);
  });

  it('a correction may not break a rule', async () => {
    const { id } = await started().record();
    const { status, body } = await change(
      `${id}/corrections`,
      { changes: { kind: 'IssueSettled', places: ['nowhere'] }, reason: 'x' },
      '"1"',
    );
    expect(status).toBe(422);
    expect(pointers(body)).toEqual(
      expect.arrayContaining(['/changes/places/0', '/changes/process']),
    );
  });

  it('a merge makes one of several, and is undone by its position', async () => {
    const [into, from] = [await started().record(), await started().record()];
    const reason = 'They are the same.';
    const source = { ...development().sources[0], outlet: 'Third', attributionChain: ['other'] };
    await change(`${from.id}/sources`, { source }, '"1"');
    const merge = { into: into.id, from: [from.id], reason };
    const merged = await started().post<{ position: number; versions: object }>('merges', merge);
    expect(merged.status).toBe(200);
    expect(merged.body.versions).toEqual({ [into.id]: 2, [from.id]: 3 });
    expect((await read(into.id)).body).toMatchObject({
      absorbed: [from.id],
      independentSources: 2,
    });
    expect((await read(from.id)).body).toMatchObject({ status: 'merged', mergedInto: into.id });
    expect(await started().list('status=merged')).toContain(from.id);
    expect((await started().post('merges', merge)).status).toBe(409);
    const undo = await started().post(`merges/${merged.body.position + 1}/undo`, {
      reason: 'Not so.',
    });
    expect(undo.status).toBe(200);
    expect((await read(from.id)).body).toMatchObject({ status: 'active', mergedInto: null });
    expect((await started().post('merges/1/undo', { reason })).status).toBe(404);
    expect((await started().post('merges/999999/undo', { reason })).status).toBe(404);
  });

  it('needs a key that may', async () => {
    expect((await started().post('developments', statement(), { authorization: '' })).status).toBe(
      401,
    );
  });
});
