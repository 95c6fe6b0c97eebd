import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Interventions, Projections } from '@ceasefire/contracts';
import type { EventLog } from '@ceasefire/event-store';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { KeyRing } from '../access/key-ring.ts';
import { KeptAnswers } from '../repeating/kept-answers.ts';
import { type StartedApp, startApp, withoutReports } from '../testing/started-app.ts';
import { EVENT_LOG, PG_POOL } from '../tokens.ts';

let started: StartedApp;
let operator: Record<string, string>;
beforeAll(async () => {
  started = await startApp(withoutReports());
  const wanted = { name: 'olga', role: 'operator' } as const;
  const { key } = await started.app.get(KeyRing).create(wanted, 'test');
  operator = { authorization: `Bearer ${key}` };
}, 60_000);
afterAll(() => started.close());

/** Appends an event that this version of the product does not know. */
async function appendUnknown(stream: string): Promise<number> {
  const event = { id: randomUUID(), type: 'TrucePaintedBlue', data: {} };
  const { lastPosition } = await started.app.get<EventLog>(EVENT_LOG).append({
    writes: [{ stream, expected: 'any', events: [event] }],
    meta: { recordedBy: 'the future', correlationId: 'x' },
  });
  return lastPosition;
}

async function statusOf(name: string): Promise<Projections[number]> {
  const { body } = await started.get<Projections>('admin/projections', operator);
  const found = body.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not listed`);
  return found;
}

async function until(name: string, status: Projections[number]['status'], position: number) {
  for (;;) {
    const found = await statusOf(name);
    const at = status === 'stopped' ? found.error?.position : found.position;
    if (found.status === status && at === position) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const skip = (name: string, body: unknown, headers = operator) =>
  started.post(`projections/${name}/skip`, body, headers);

describe('an event of an unknown type', () => {
  it('stops only the projections that need it, which say the type, until an operator skips it', async () => {
    const unheard = await appendUnknown('weather-1');
    await until('boards', 'live', unheard);
    await until('developments', 'live', unheard);

    const position = await appendUnknown('dispute-shusha-control');
    const { error } = await until('boards', 'stopped', position);
    expect(error?.message).toContain('TrucePaintedBlue');
    await until('developments', 'live', position);

    expect((await skip('boards', { position: position - 1, reason: 'no' })).status).toBe(412);
    expect((await skip('developments', { position, reason: 'no' })).status).toBe(409);
    const done = await skip('boards', { position, reason: 'a test of the future' });
    expect(done).toMatchObject({
      status: 200,
      body: { projection: 'boards', action: 'skip', position },
    });
    const { skipped } = await until('boards', 'live', position);
    expect(skipped).toEqual([
      {
        version: expect.any(Number),
        position,
        reason: 'a test of the future',
        by: 'olga',
        at: expect.any(String),
      },
    ]);
    expect((await skip('boards', { position, reason: 'again' })).status).toBe(409);
  });

  it('can be retried, and every attempt is kept', async () => {
    const retry = (body?: unknown) => started.post('projections/boards/retry', body, operator);
    expect((await retry({})).status).toBe(409);
    const position = await appendUnknown('dispute-shusha-control');
    await until('boards', 'stopped', position);
    expect(await retry({ reason: 'upgraded' })).toMatchObject({ status: 200, body: { position } });
    await until('boards', 'stopped', position);
    const { body } = await started.get<Interventions>(
      'admin/projections/boards/interventions',
      operator,
    );
    expect(body.items[0]).toMatchObject({
      action: 'retry',
      position,
      by: 'olga',
      reason: 'upgraded',
    });
    await skip('boards', { position, reason: 'done' });
    await until('boards', 'live', position);
  });

  it('leaves what was done to it to be read in pages, the newest first', async () => {
    const page = (query: string) =>
      started.get<Interventions>(`admin/projections/boards/interventions?${query}`, operator);
    const { body: first } = await page('limit=1');
    expect(first.items).toMatchObject([{ action: 'skip', reason: 'done' }]);
    const { body: second } = await page(`limit=2&before=${String(first.next)}`);
    expect(second).toMatchObject({
      items: [{ action: 'retry' }, { action: 'skip', reason: 'a test of the future' }],
      next: null,
    });
    for (const bad of ['limit=0', 'limit=501', 'before=x', 'after=1'])
      expect((await page(bad)).status).toBe(400);
  });
});

describe('what an operator has a projection do', () => {
  it.each([
    ['no position', { reason: 'r' }, '/position'],
    ['a position that is none', { position: 0, reason: 'r' }, '/position'],
    ['no reason', { position: 1 }, '/reason'],
    ['a blank reason', { position: 1, reason: ' ' }, '/reason'],
    ['an unknown field', { position: 1, reason: 'r', force: true }, '/force'],
  ])('with %s is 400 and names the field', async (_, body, pointer) => {
    const answer = await skip('boards', body);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it('needs an operator and a projection that there is', async () => {
    const body = { position: 1, reason: 'r' };
    const editor = { authorization: `Bearer ${await started.newKey('eve')}` };
    expect((await skip('boards', body, editor)).status).toBe(403);
    expect((await skip('unheard-of', body)).status).toBe(404);
    expect((await started.post('projections/unheard-of/retry', {}, operator)).status).toBe(404);
  });
});

describe('a request of an operator under an Idempotency-Key', () => {
  const once = (key: string, more = {}) => ({ ...operator, 'idempotency-key': key, ...more });

  it('is done once however often it comes, by two nodes at once too', async () => {
    const other = await startApp(withoutReports(), started.database);
    const position = await appendUnknown('dispute-shusha-control');
    await until('boards', 'stopped', position);
    const body = { position, reason: 'of the future' };
    const nodes = [started, other, started, other];
    const answers = await Promise.all(
      nodes.map((node) => node.post('projections/boards/skip', body, once('skip-once'))),
    );
    await other.close();
    const [{ status, body: first } = { status: 0, body: null }] = answers;
    expect([status, first]).toEqual([200, expect.objectContaining({ action: 'skip', position })]);
    for (const answer of answers) expect(answer.body).toEqual(first);
    await until('boards', 'live', position);
    expect((await skip('boards', body, once('skip-once'))).body).toEqual(first);
  });

  it('that asks for something else is 422, and whoever has another key asks anew', async () => {
    const body = { reason: 'r' };
    const retry = (headers: Record<string, string>, more = {}) =>
      started.post('projections/boards/retry', { ...body, ...more }, headers);
    const position = await appendUnknown('dispute-shusha-control');
    await until('boards', 'stopped', position);
    expect((await retry(once('retry-once'))).status).toBe(200);
    const pointers = [{ pointer: '/Idempotency-Key', detail: 'was used with another request' }];
    for (const answer of [
      await retry(once('retry-once'), { reason: 'another' }),
      await started.post('projections/boards/rollback', {}, once('retry-once')),
    ])
      expect(answer).toMatchObject({ status: 422, body: { errors: pointers } });
    await until('boards', 'stopped', position);
    const authorization = `Bearer ${await started.newKey('ed', 'admin')}`;
    await skip('boards', { position, reason: 'done' });
    await until('boards', 'live', position);
    expect((await retry(once('retry-once', { authorization }))).status).toBe(409);
    expect((await retry(once('retry-once'))).status).toBe(200);
  });

  it('that was refused is judged anew', async () => {
    const ask = (name: string) =>
      started.post(`projections/${name}/retry`, { reason: 'again' }, once('refused'));
    expect((await ask('unheard-of')).status).toBe(404);
    expect((await ask('boards')).status).toBe(409);
    const position = await appendUnknown('dispute-shusha-control');
    await until('boards', 'stopped', position);
    expect((await ask('boards')).status).toBe(200);
    await until('boards', 'stopped', position);
    await skip('boards', { position, reason: 'done' });
    await until('boards', 'live', position);
  });

  it('and was cut off is not done again, and says so', async () => {
    const keys = started.app.get(KeptAnswers);
    const identity = { commandId: 'key-cut', fingerprint: 'f' };
    await expect(
      keys.once(identity, () => Promise.reject(new Error('the node ends here'))),
    ).rejects.toThrow('the node ends here');
    await started.app
      .get<Pool>(PG_POOL)
      .query(
        `update kept_answers set begun_at = begun_at - interval '10 seconds' where command_id = 'key-cut'`,
      );
    await expect(keys.once(identity, () => Promise.resolve('done'))).rejects.toMatchObject({
      kind: 'conflict',
      errors: [{ pointer: '/Idempotency-Key' }],
    });
  });

  it.each([
    ['no such key', { authorization: 'Bearer cm_wrong' }, 401],
    ['a blank in it', { 'idempotency-key': 'a b' }, 400],
  ])('with %s is refused', async (_, more, status) => {
    const answer = await started.post('projections/boards/rebuilds', {}, once('bad', more));
    expect(answer.status).toBe(status);
  });
});
