import { describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import fc from 'fast-check';
import { problemOf } from '../problems/problem-of.ts';
import { depthOf, takeJsonOnly } from './json-body.ts';

const post = async (
  payload: string | Buffer,
  type = 'application/json',
  more: Readonly<Record<string, string>> = {},
) => {
  const server = fastify({ bodyLimit: 1_048_576 });
  takeJsonOnly(server);
  server.setErrorHandler((error, _request, reply) => {
    const { status, message } = problemOf(error);
    return reply.code(status).send({ detail: message });
  });
  server.post('/', (request) => ({ got: request.body }));
  const { statusCode, body } = await server.inject({
    method: 'POST',
    url: '/',
    payload,
    headers: { 'content-type': type, ...more },
  });
  return { status: statusCode, body: JSON.parse(body) as unknown };
};

describe('a body', () => {
  it('is JSON in UTF-8', async () => {
    expect(await post('{"a":"Şuşa"}')).toEqual({ status: 200, body: { got: { a: 'Şuşa' } } });
  });

  it.each([
    ['is empty', ''],
    ['is not JSON', '{"a":'],
    ['is not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['names __proto__', '{"a":{"__proto__":{"x":1}}}'],
    ['names constructor.prototype', '{"constructor":{"prototype":{"x":1}}}'],
    ['is nested a hundred thousand deep', '['.repeat(100_000)],
    ['is nested thirty-three deep', `${'['.repeat(33)}${']'.repeat(33)}`],
  ])('that %s is refused with 400', async (_, payload) => {
    expect((await post(payload)).status).toBe(400);
  });

  it('may say that it is UTF-8', async () => {
    for (const charset of ['utf-8', 'UTF-8', '"utf-8"'])
      expect((await post('{}', `application/json; charset=${charset}`)).status).toBe(200);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=latin1',
  ])('of type %s is refused with 415', async (type) => {
    expect((await post('{}', type)).status).toBe(415);
  });

  it('that is packed is refused with 415 and told so, and one that is said to be plain is taken', async () => {
    const sent = (encoding: string) =>
      post('{}', 'application/json', { 'content-encoding': encoding });
    expect(await sent('gzip')).toEqual({
      status: 415,
      body: { detail: 'Send the body without a Content-Encoding.' },
    });
    expect((await sent('identity')).status).toBe(200);
  });

  it('that is empty is told so', async () => {
    expect(await post(' ')).toEqual({ status: 400, body: { detail: 'The body is empty.' } });
  });

  it('of more than 1 MiB is refused with 413', async () => {
    expect((await post(`"${'x'.repeat(1_048_576)}"`)).status).toBe(413);
  });
});

describe('the depth of a JSON text', () => {
  const measured = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? 1 + Math.max(0, ...Object.values(value).map(measured))
      : 0;

  it('is what a walk over the value finds, whatever its strings hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(depthOf(JSON.stringify(value))).toBe(measured(value));
      }),
    );
  });
});
