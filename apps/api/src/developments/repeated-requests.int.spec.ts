import { describe, expect, it } from '@jest/globals';
import { ownEditedApp, statement, type Written } from './testing/edited-app.ts';

const started = ownEditedApp();

describe('a repeated request', () => {
  const key = (text: string) => ({ 'idempotency-key': text });

  it('is answered as the first time, with one event', async () => {
    const { id: _, ...body } = statement();
    const first = await started().post<Written>('developments', body, key('again'));
    const position = await started().head();
    const second = await started().post<Written>('developments', body, key('again'));
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(second.headers).toMatchObject({ etag: '"1"', location: first.headers['location'] });
    expect(await started().head()).toBe(position);
  });

  it('of a change is answered as the first time although its version is no longer the newest', async () => {
    const { id } = await started().record();
    const headers = { ...key('retract'), 'if-match': '"1"' };
    const ask = () =>
      started().post<Written>(`developments/${id}/retraction`, { reason: 'x' }, headers);
    const [first, second] = [await ask(), await ask()];
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
    expect(second.headers['etag']).toBe('"2"');
  });

  it('is the same in whatever order and with whatever space it is written, its defaults left out or not', async () => {
    const { id, kind, summary, occurred, modality, sources } = statement();
    const authorization = `Bearer ${await started().newKey('speller')}`;
    const send = async (payload: string) => {
      const { statusCode, body } = await started().app.inject({
        method: 'POST',
        url: '/api/v1/admin/developments',
        headers: { ...key('written'), authorization, 'content-type': 'application/json' },
        payload,
      });
      return [statusCode, body] as const;
    };
    const short = { id, kind, summary, occurred, modality, sources };
    const long = { details: {}, codes: {}, places: [], actors: [], process: null };
    const first = await send(JSON.stringify(short));
    expect(first[0]).toBe(201);
    const position = await started().head();
    const reversed = Object.fromEntries(Object.entries({ ...short, ...long }).reverse());
    expect(await send(JSON.stringify(reversed, undefined, 4))).toEqual(first);
    expect(await send(JSON.stringify({ ...short, modality: 'actual', codes: {} }))).toEqual(first);
    expect(await started().head()).toBe(position);
    for (const other of [{ process: 'working-group' }, { details: { note: 'More.' } }, { id: 'X' }])
      expect((await send(JSON.stringify({ ...short, ...other })))[0]).toBe(422);
    expect(await started().head()).toBe(position);
  });

  it('with another body is refused with 422', async () => {
    const body = statement();
    await started().post('developments', body, key('other'));
    const { status } = await started().post(
      'developments',
      { ...body, summary: 'Another.' },
      key('other'),
    );
    expect(status).toBe(422);
  });

  it('is the same however fine its instants are told, and is stored to the millisecond', async () => {
    const send = (publishedAt: string) => {
      const { id: _, sources, ...body } = statement();
      const dated = sources.map((source) => ({ ...source, publishedAt }));
      return started().post<Written>('developments', { ...body, sources: dated }, key('finer'));
    };
    const first = await send('2020-11-26T10:00:00.123456Z');
    expect(first.status).toBe(201);
    const second = await send('2020-11-26T10:00:00.123Z');
    expect([second.status, second.body]).toEqual([201, first.body]);
    const { body: log } = await started().get<{ items: { data: unknown }[] }>(
      `log?after=${String(first.body.position - 1)}&limit=1`,
    );
    expect(log.items[0]?.data).toMatchObject({
      sources: [{ publishedAt: '2020-11-26T10:00:00.123Z' }],
    });
  });

  it('of another API key is another request', async () => {
    const { id: _, ...body } = statement();
    const authorization = `Bearer ${await started().newKey('second')}`;
    const first = await started().post<Written>('developments', body, key('shared'));
    const second = await started().post<Written>('developments', body, {
      ...key('shared'),
      authorization,
    });
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it.each([['a b'], ['é'], ['x'.repeat(201)]])(
    'with the key %j is refused with 400',
    async (text) => {
      expect((await started().post('developments', statement(), key(text))).status).toBe(400);
    },
  );
});
