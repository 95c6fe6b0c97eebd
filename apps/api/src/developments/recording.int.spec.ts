import { describe, expect, it } from '@jest/globals';
import { type DevelopmentAnswer, developmentAnswerSchema } from '@ceasefire/contracts';
import {
  pointers,
  type Refused,
  ownEditedApp,
  statement,
  type Written,
} from './testing/edited-app.ts';

const started = ownEditedApp();

describe('recording', () => {
  it('answers 201 with the place, the version and the position', async () => {
    const { status, headers, body } = await started().post<Written>('developments', statement());
    expect(status).toBe(201);
    expect(headers['location']).toBe(`/api/v1/developments/${body.id}`);
    expect(headers['etag']).toBe('"1"');
    expect(body).toEqual({ id: body.id, version: 1, position: await started().head() });
    const found = await started().get<DevelopmentAnswer>(String(headers['location']).slice(8));
    expect(developmentAnswerSchema.safeParse(found.body).success).toBe(true);
    expect(await started().list('limit=500')).toContain(body.id);
  });

  it('makes an id where none is given', async () => {
    const { id, ...rest } = statement();
    const { body } = await started().post<Written>('developments', rest);
    expect(body.id).toMatch(/^d-[0-9a-f]{20}$/u);
    expect(body.id).not.toBe(id);
  });

  it('refuses what is unknown with 422 and what is malformed with 400, each by its pointer, and stores nothing', async () => {
    const before = await started().head();
    const unknown = await started().post<Refused>(
      'developments',
      statement({ actors: [{ id: 'nobody', role: 'x' }], places: ['nowhere'], process: 'nothing' }),
    );
    expect(unknown.status).toBe(422);
    expect([...pointers(unknown.body)].sort()).toEqual(['/actors/0/id', '/places/0', '/process']);
    const malformed = await started().post<Refused>(
      'developments',
      statement({ summary: '', x: 1 }),
    );
    expect(malformed.status).toBe(400);
    expect([...pointers(malformed.body)].sort()).toEqual(['/summary', '/x']);
    expect((await started().post('developments?dryRun=maybe', statement())).status).toBe(400);
    expect(await started().head()).toBe(before);
  });

  it('of an id that is there is refused with 409', async () => {
    const { id } = await started().record();
    expect((await started().post('developments', statement({ id }))).status).toBe(409);
  });

  it('brings a process into being only when it says so', async () => {
    const proposed = { kind: 'NegotiationProposed', process: 'new-talks' };
    expect((await started().post('developments', statement(proposed))).status).toBe(422);
    const founding = statement({ ...proposed, details: { founds: { label: 'New talks' } } });
    expect((await started().post('developments', founding)).status).toBe(201);
    const later = { kind: 'NegotiationDiscussed', process: 'new-talks' };
    expect((await started().post('developments', statement(later))).status).toBe(201);
    const wrong = { kind: 'CeasefireProposed', process: 'new-talks' };
    expect((await started().post('developments', statement(wrong))).status).toBe(422);
  });
});

describe('a dry run', () => {
  it('says what the boards would become and stores nothing', async () => {
    const before = await started().head();
    const violated = statement({
      kind: 'CeasefireAgreed',
      process: 'moscow-2020-10',
      details: { parties: ['armenia'] },
    });
    const { status, body } = await started().post<{ before: object; after: object }>(
      'developments?dryRun=true',
      violated,
      { 'idempotency-key': 'dry' },
    );
    expect(status).toBe(200);
    expect(Object.keys(body.after)).toEqual(['ceasefire']);
    expect(body).toMatchObject({
      before: { ceasefire: { status: 'NO_CEASEFIRE' } },
      after: { ceasefire: { status: 'IN_FORCE', arrangement: 'moscow-2020-10' } },
    });
    expect(await started().head()).toBe(before);
    expect(
      (await started().post('developments', violated, { 'idempotency-key': 'dry' })).status,
    ).toBe(201);
    const retraction = await started().post<object>(
      `developments/${violated.id}/retraction?dryRun=true`,
      { reason: 'wrong' },
      { 'if-match': '"1"' },
    );
    expect(retraction.body).toMatchObject({ after: { ceasefire: { status: 'NO_CEASEFIRE' } } });
  });

  it('refuses what would be refused', async () => {
    const { id } = await started().record();
    expect((await started().post('developments?dryRun=true', statement({ id }))).status).toBe(409);
  });
});
