import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { problemSchema, type Reset } from '@ceasefire/contracts';
import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { problemType } from '../problems/answer.ts';
import { startLive, type StartedLive } from './testing/started-live.ts';

let live: StartedLive;
beforeEach(async () => {
  live = await startLive();
});
afterEach(() => live.stop());

describe('a live client', () => {
  it('of another epoch is told to begin anew, and let go', async () => {
    const client = live.connect({ epoch: 'another', from: 0 });
    const gone = client.next('disconnect');
    expect(await client.next<Reset>('reset')).toEqual({
      reason: 'other-epoch',
      epoch: live.tail.epoch,
      head: 0,
    });
    await gone;
  });

  it('from beyond the head is told to begin anew', async () => {
    await live.append(2);
    const client = live.connect({ from: 3 });
    expect(await client.next<Reset>('reset')).toEqual({
      reason: 'beyond-the-head',
      epoch: live.tail.epoch,
      head: 2,
    });
  });

  it.each([{ from: -1 }, { from: '7' }, { from: 1.5 }, { epoch: 7 }, { epoch: 'x'.repeat(65) }])(
    'with the auth %j is refused',
    async (auth) => {
      const refusal = await live
        .connect(auth)
        .next<Error & { data: { errors: unknown[] } }>('connect_error');
      expect(refusal.message).toMatch(/^auth is not valid/);
      expect(refusal.data.errors).toHaveLength(1);
    },
  );
});

describe('the handshake', () => {
  it.each([
    ['a listed origin', 'https://partner.example', true],
    ['a foreign origin', 'https://evil.example', false],
    ['no origin', '', true],
  ])('from %s', async (_, origin, allowed) => {
    const { next } = live.connect({}, { origin });
    const outcome = await Promise.race([
      next('welcome').then(() => true),
      next('connect_error').then(() => false),
    ]);
    expect(outcome).toBe(allowed);
  });

  it('is for the namespace /live alone', async () => {
    const socket = live.open('');
    const refusal = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(refusal.message).toBe('connect to the namespace /live');
  });

  it.each([
    ['a poll', 'EIO=4&transport=polling', '/transport'],
    ['an old client', 'EIO=3&transport=polling', '/transport'],
    ['a WebSocket that is none', 'EIO=4&transport=websocket', '/transport'],
  ])('by %s is refused as problem details', async (_, query, pointer) => {
    for (const method of ['GET', 'POST']) {
      const answer = await fetch(`${live.url}/socket.io/?${query}`, { method });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([400, problemType]);
      const problem = problemSchema.parse(await answer.json());
      expect(problem.errors.map((error) => error.pointer)).toEqual([pointer]);
      expect(problem.instance).toBe('/socket.io/');
    }
  });

  it.each([
    ['an old client', 'EIO=3&transport=websocket', {}, 400],
    ['another transport', 'EIO=4&transport=polling', {}, 400],
    ['a session', 'EIO=4&transport=websocket&sid=x', {}, 400],
    ['no key', 'EIO=4&transport=websocket', { 'Sec-WebSocket-Key': 'x' }, 400],
    ['another protocol', 'EIO=4&transport=websocket', { Upgrade: 'h2c' }, 400],
    ['a foreign origin', 'EIO=4&transport=websocket', { Origin: 'https://evil.example' }, 403],
  ])('of a WebSocket with %s is refused as problem details', async (...[, query, more, status]) => {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...more,
    };
    const asked = request(`${live.url}/socket.io/?${query}`, { headers }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, problemType]);
    expect(problemSchema.parse(await json(answer))).toMatchObject({ status });
  });

  it('that is refused leaves no connection open, though the client never closes its side', async () => {
    const accepted = once(live.http, 'connection') as Promise<[Socket]>;
    const { port, hostname: host } = new URL(live.url);
    const client = connect({ port: Number(port), host, allowHalfOpen: true }).resume();
    const [held] = await accepted;
    const head = ['GET /socket.io/?EIO=3 HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: x'];
    client.write(`${head.join('\r\n')}\r\n\r\n`);
    await once(held, 'close');
    client.destroy();
  });

  it('leaves requests elsewhere that would like another protocol as they are, with their bodies', async () => {
    live.http.on('request', (asked: IncomingMessage, answer: ServerResponse) => {
      if (asked.url !== '/echo') return;
      answer.setHeader(
        'seen',
        `${String(asked.headers.connection)} ${Object.keys(asked.headers).join()}`,
      );
      asked.pipe(answer);
    });
    const more = { 'HTTP2-Settings': 'AAMAAABk', 'X-Mine': 'a' };
    for (const body of ['', 'x'.repeat(300_000)]) {
      const headers = { Connection: 'close, Upgrade, HTTP2-Settings', Upgrade: 'h2c', ...more };
      const asked = request(`${live.url}/echo`, { method: 'POST', headers });
      asked.end(body);
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      expect(await text(answer)).toBe(body);
      expect(answer.headers['seen']).toMatch(/^close (?!.*(upgrade|http2)).*x-mine/);
    }
  });
});
