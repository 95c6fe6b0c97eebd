import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { compressAnswers } from './compression.ts';

const kept = Buffer.from(JSON.stringify({ text: 'boards '.repeat(1_000) }));

let server: FastifyInstance;

beforeAll(async () => {
  server = fastify();
  await compressAnswers(server);
  server.get('/long', () => ({ id: 'long', text: 'reports '.repeat(1_000) }));
  server.get('/kept', (_request, reply) => reply.type('application/json').send(kept));
  server.get('/short', () => ({ id: 'short' }));
});
afterAll(() => server.close());

const ask = (url: string, { headers = {} } = {}) => server.inject({ method: 'GET', url, headers });

describe('a long answer', () => {
  const url = '/long';
  const plain = JSON.stringify({ id: 'long', text: 'reports '.repeat(1_000) });

  it('is compressed where that is taken', async () => {
    const { headers, rawPayload } = await ask(url, {
      headers: { 'accept-encoding': 'gzip, deflate, br' },
    });
    expect(headers['content-encoding']).toBe('gzip');
    expect(headers.vary).toBe('accept-encoding');
    expect(rawPayload.length).toBeLessThan(plain.length / 10);
    expect(gunzipSync(rawPayload).toString()).toBe(plain);
  });

  it('is sent as it is to whoever does not ask, and says so to what keeps it for others', async () => {
    const { headers, body } = await ask(url);
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers.vary).toBe('accept-encoding');
    expect(body).toBe(plain);
  });

  it('that is kept is compressed once for all who take that, and as it is for others', async () => {
    const taken = { headers: { 'accept-encoding': 'gzip, br' } };
    const [first, plainly] = [await ask('/kept', taken), await ask('/kept')];
    const before = kept.toString();
    expect(first.headers['content-encoding']).toBe('gzip');
    expect(first.headers['content-length']).toBe(String(first.rawPayload.length));
    expect(gunzipSync(first.rawPayload).toString()).toBe(before);
    expect(plainly.headers['content-encoding']).toBeUndefined();
    expect(plainly.body).toBe(before);
    kept.fill('x'); // Nobody does that to a body that was sent: it shows who looks at it again.
    const again = await ask('/kept', taken);
    expect(gunzipSync(again.rawPayload).toString()).toBe(before);
  });

  it('is sent as it is where it is short', async () => {
    const { headers } = await ask('/short', {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(headers['content-encoding']).toBeUndefined();
  });
});
