import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problemSchema, type ProblemDetails } from '@ceasefire/contracts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ProblemFilter } from '../problems/problem.filter.ts';
import { LOGGER } from '../tokens.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';
import { serveDashboard } from './dashboard-files.ts';
import { createHttpServer, prepareHttpServer } from './http-server.ts';
import { createLogger, NestLogger } from './logger.ts';

const thing = z.strictObject({ name: z.string() });

@Controller('api/v1/things')
class Things {
  @Get(':id')
  one(@Param('id') id: string) {
    if (id === 'broken') throw new Error('secret: select * from keys');
    return { id };
  }

  @Post()
  make(@Body(new ZodPipe(thing)) body: z.infer<typeof thing>) {
    return body;
  }
}

const lines: string[] = [];
const logger = createLogger(
  { LOG_LEVEL: 'warn' },
  new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);

@Module({
  controllers: [Things],
  providers: [
    { provide: LOGGER, useValue: logger },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
class Application {}

let app: NestFastifyApplication;
let page: string;

beforeAll(async () => {
  page = await mkdtemp(join(tmpdir(), 'page-'));
  await mkdir(join(page, 'assets'));
  await writeFile(join(page, 'index.html'), '<title>page</title>');
  await writeFile(join(page, 'assets/index-Ab3_dE9-.js'), 'hashed');
  await writeFile(join(page, 'favicon.svg'), '<svg/>');
  const adapter = createHttpServer();
  const server = adapter.getInstance<FastifyInstance>();
  const routes = await prepareHttpServer(server);
  const options = { logger: new NestLogger(logger), bodyParser: false, abortOnError: false };
  app = await NestFactory.create<NestFastifyApplication>(Application, adapter, options);
  await app.init();
  await serveDashboard(server, routes, page);
  await app.listen(0, '127.0.0.1');
});

afterAll(async () => {
  await app.close();
  await rm(page, { recursive: true });
});

const ask = (method: 'GET' | 'POST' | 'PUT', url: string, { headers = {}, payload = '' } = {}) =>
  app.inject({ method, url, headers, ...(method === 'POST' ? { payload } : {}) });

const json = { 'content-type': 'application/json' };

describe('a problem', () => {
  it.each([
    [404, 'GET', '/api/v1/nothing', {}],
    [404, 'GET', '/api/nothing', { accept: 'text/html' }],
    [404, 'POST', '/nothing', json],
    [404, 'GET', '/missing.js', {}],
    [404, 'GET', '/nothing', { accept: 'image/png' }],
    [404, 'GET', '/nothing', { accept: '*/*' }],
    [404, 'GET', '/some/path', {}],
    [404, 'GET', '/assets/', {}],
    [404, 'GET', '/..%2f..%2fpackage.json', {}],
    [404, 'GET', '/%00.js', {}],
    [405, 'PUT', '/api/v1/things/1', {}],
    [405, 'GET', '/api/v1/things', {}],
    [400, 'GET', '/api/v1/things/%zz', {}],
    [400, 'GET', '/api/v1/things/1?key=x', {}],
    [400, 'POST', '/api/v1/things', json],
    [415, 'POST', '/api/v1/things', { 'content-type': 'text/plain' }],
    [500, 'GET', '/api/v1/things/broken', {}],
  ] as const)('%i answers %s %s as problem details', async (...[status, method, url, headers]) => {
    const answer = await ask(method, url, { headers, payload: '"x"' });
    const { statusCode, headers: answered, body } = answer;
    const problem = problemSchema.parse(JSON.parse(body));
    expect(statusCode).toBe(status);
    expect(answered['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problem.status).toBe(status);
    expect(problem.correlationId).toBe(answered['x-correlation-id']);
    expect(body).not.toMatch(/secret|node_modules|\bat \//);
  });

  it('of a wrong method says which are right', async () => {
    expect((await ask('PUT', '/api/v1/things/1')).headers.allow).toBe('GET, HEAD');
    expect((await ask('GET', '/api/v1/things')).headers.allow).toBe('POST');
  });

  it('of a body names every bad field', async () => {
    const { body } = await ask('POST', '/api/v1/things', {
      headers: json,
      payload: '{"name":1,"more":true}',
    });
    const { errors } = JSON.parse(body) as ProblemDetails;
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/name', '/more']);
  });

  it('of ours is logged with its stack', async () => {
    lines.length = 0;
    await ask('GET', '/api/v1/things/broken', { headers: { 'x-correlation-id': 'find-me' } });
    expect(lines.join('')).toMatch(/"correlationId":"find-me".*secret: select.*http-server\.spec/);
  });
});

describe('a body that is compressed', () => {
  it('is not unpacked: a small one may become as large as it likes', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/things',
      headers: { ...json, 'content-encoding': 'gzip' },
      payload: gzipSync('{"name":"x"}'),
    });
    expect(answer.statusCode).toBe(415);
  });
});

describe('a body that is too large', () => {
  it('is passed over, so that who still sends it reads the answer and may ask again', async () => {
    const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
    let answers = '';
    socket.on('data', (chunk) => (answers += String(chunk)));
    const part = 'x'.repeat(1_000_000);
    const head = ['POST /api/v1/things HTTP/1.1', 'Host: x', 'Content-Type: application/json'];
    socket.write([...head, `Content-Length: ${3 * part.length}`, '', part].join('\r\n'));
    while (!answers.includes('HTTP/1.1 413 ')) await once(socket, 'data');
    socket.write(part + part);
    socket.write('GET /api/v1/things/after HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    await once(socket, 'close');
    expect(answers).toMatch(/HTTP\/1\.1 413 .*HTTP\/1\.1 200 .*\{"id":"after"\}/s);
  });
});

describe('what is no request, or hardly one', () => {
  const send = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
      let answer = '';
      socket.on('data', (chunk) => (answer += String(chunk)));
      socket.on('close', () => resolve(answer));
      socket.write(text);
    });

  it.each([
    [400, 'GET /api/v1/things/1 HTTP/1.1\r\nConnection: close\r\n\r\n'],
    [404, 'GET /none HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nConnection: close\r\n\r\n'],
    [400, 'nonsense\r\n\r\n'],
    [400, 'GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n'],
    [431, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('is answered with %i as problem details', async (status, text) => {
    const [head = '', body = ''] = (await send(text)).split('\r\n\r\n');
    expect(head).toMatch(`HTTP/1.1 ${String(status)} `);
    expect(head).toMatch(/^content-type: application\/problem\+json/im);
    expect(problemSchema.parse(JSON.parse(body)).status).toBe(status);
  });

  it('may lack the Host in HTTP/1.0', async () => {
    expect(await send('GET /api/v1/things/1 HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('every answer', () => {
  it('says that it depends on what compression is taken', async () => {
    expect((await ask('GET', '/api/v1/things/1')).headers.vary).toBe('accept-encoding');
  });

  it('carries the correlation id that the client gave, if it is sane', async () => {
    const given = async (id: string) =>
      (await ask('GET', '/api/v1/things/1', { headers: { 'x-correlation-id': id } })).headers[
        'x-correlation-id'
      ];
    expect(await given('trace-1.2:3')).toBe('trace-1.2:3');
    expect(await given('{"a":1}')).toMatch(/^[\da-f-]{36}$/);
    expect(await given('x'.repeat(129))).toMatch(/^[\da-f-]{36}$/);
  });

  it.each(['/', '/api/v1/things/1', '/api/v1/nothing'])(
    '%s has the security headers',
    async (url) => {
      const { headers } = await ask('GET', url);
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['referrer-policy']).toBe('no-referrer');
    },
  );
});

describe('the page', () => {
  it.each(['/', '/index.html', '/?asOf=2020-11-10'])(
    'is served at %s and asked for anew each time',
    async (url) => {
      const { statusCode, body, headers } = await ask('GET', url, {
        headers: { accept: 'text/html' },
      });
      expect([statusCode, body]).toEqual([200, '<title>page</title>']);
      expect(headers['cache-control']).toBe('no-cache');
    },
  );

  it.each(['/nothing', '/developments/S1-05', '/assets/'])(
    'is not served at %s, which a browser is told in words',
    async (url) => {
      const { statusCode, body, headers } = await ask('GET', url, {
        headers: { accept: 'text/html,*/*;q=0.8' },
      });
      expect([statusCode, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(body).toContain('<a href="/">');
    },
  );

  it('has assets that are kept for ever, as their names change with them', async () => {
    const asset = await ask('GET', '/assets/index-Ab3_dE9-.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toMatch('javascript');
    expect((await ask('GET', '/favicon.svg')).headers['cache-control']).toBe('no-cache');
    expect((await ask('GET', '/assets/index-Zzzzzzz9.js')).statusCode).toBe(404);
  });
});
