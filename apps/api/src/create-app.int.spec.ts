import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  createdKeySchema,
  type LiveEvent,
  logPageSchema,
  problemSchema,
  projectionsSchema,
  readinessSchema,
  unreadySchema,
} from '@ceasefire/contracts';
import { testDatabase, type TestDatabase } from '@ceasefire/postgres';
import { io } from 'socket.io-client';
import { parseConfig } from './config.ts';
import { createApp } from './create-app.ts';
import { allRoutes } from './openapi/all-routes.ts';
import { prepare } from './starting/prepare.ts';

const adminKey = 'the-key-of-the-first-admin';
let place: TestDatabase;
let cable: Cable;
let app: NestFastifyApplication;
let url: string;

/** The way to the database, which can be cut and mended. */
class Cable {
  readonly #sockets = new Set<Socket>();
  readonly #target: URL;
  #server: Server;
  port = 0;

  constructor(databaseUrl: string) {
    this.#target = new URL(databaseUrl);
    this.#server = this.#newServer();
  }

  get url(): string {
    const through = new URL(this.#target);
    through.port = String(this.port);
    return through.href;
  }

  async mend(): Promise<void> {
    this.#server = this.#newServer();
    await new Promise<void>((resolve) => this.#server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.#server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #newServer(): Server {
    return createServer((near) => {
      const far = connect(Number(this.#target.port), this.#target.hostname);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => this.#sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
    });
  }
}

beforeAll(async () => {
  place = await testDatabase();
  cable = new Cable(place.url);
  await cable.mend();
  const config = parseConfig({ LOG_LEVEL: 'silent', ADMIN_KEY: adminKey, DATA_DIR: '/nowhere' });
  app = await createApp({ ...config, DATABASE_URL: cable.url });
  await prepare(app, config);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
}, 120_000);

afterAll(async () => {
  await app.close();
  await cable.cut();
  await place.drop();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
const as = (key: string) => ({ authorization: `Bearer ${key}` });

const post = (path: string, body: unknown, key = adminKey) =>
  fetch(url + path, {
    method: 'POST',
    headers: { ...as(key), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const statement = (summary: string) => ({
  kind: 'StatementMade',
  summary,
  occurred: { from: '2020-11-25', to: '2020-11-25', precision: 'day', certainty: 'text' },
  modality: 'actual',
  process: null,
  actors: [],
  places: [],
  sources: [
    {
      outlet: 'A paper',
      title: 'A title',
      publishedAt: '2020-11-25',
      attributionChain: ['A paper'],
      anonymous: false,
    },
  ],
  codes: {},
  details: {},
});

const readiness = () => get('/health/ready');

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
};

describe('the description of the API', () => {
  it('names every route but the page, and no other', () => {
    const { knownRoutes } = app.getHttpAdapter().getInstance();
    const served = knownRoutes.all
      .filter((route) => /^\/(api|health|metrics)\b/.test(route.url) && route.method !== 'HEAD')
      .map((route) => `${route.method} ${route.url}`);
    const described = allRoutes.map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(served.sort()).toEqual([...described, 'GET /api/v1/openapi.json'].sort());
  });

  it('says which routes need a key, and they do', async () => {
    for (const { method, path, role } of allRoutes) {
      const answer = await fetch(url + path.replaceAll(/\{\w+\}/g, '7'), { method });
      await answer.body?.cancel();
      expect([path, answer.status === 401]).toEqual([path, role !== undefined]);
    }
  });

  it('is served, with a page that needs nobody else', async () => {
    expect(await (await get('/api/v1/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
    const page = await (await get('/docs')).text();
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files).toHaveLength(4);
    for (const file of files) expect([file, (await get(file)).status]).toEqual([file, 200]);
  });
});

describe('a key', () => {
  it('that is made works until it is revoked, within its role', async () => {
    const made = await post('/api/v1/admin/keys', { name: 'Olga', role: 'operator' });
    const { id, key } = createdKeySchema.parse(await made.json());
    expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store']);
    const projections = await get('/api/v1/admin/projections', as(key));
    expect(projectionsSchema.parse(await projections.json()).map(({ name }) => name)).toEqual([
      'developments',
      'boards',
    ]);
    expect((await get('/api/v1/admin/keys', as(key))).status).toBe(403);
    expect((await post('/api/v1/admin/developments', statement('No.'), key)).status).toBe(403);
    const revoked = await fetch(`${url}/api/v1/admin/keys/${id}`, {
      method: 'DELETE',
      headers: as(adminKey),
    });
    expect(revoked.status).toBe(204);
    expect((await get('/api/v1/admin/projections', as(key))).status).toBe(401);
  });

  it.each([
    ['is missing', {}],
    ['is unknown', as('cm_unknown')],
    ['comes in another scheme', { authorization: 'Basic YTpi' }],
    ['holds spaces', { authorization: 'Bearer a b' }],
    ['is far too long', as('x'.repeat(5_000))],
  ])('that %s is refused with 401', async (_, headers) => {
    const answer = await get('/api/v1/admin/keys', headers);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="ceasefire-monitor"');
    expect(problemSchema.parse(await answer.json()).detail).not.toContain('x'.repeat(100));
  });

  it('tried wrongly again and again is answered with 429, and a right one still works', async () => {
    const statuses = new Set<number>();
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const answer = await get('/api/v1/admin/keys', as(`cm_wrong_${String(attempt)}`));
      statuses.add(answer.status);
      if (answer.status === 429)
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      await answer.body?.cancel();
    }
    expect([...statuses]).toEqual([401, 429]);
    expect((await get('/api/v1/admin/keys', as(adminKey))).status).toBe(200);
  });
});

describe('the log', () => {
  it('is read in pages that leave nothing out', async () => {
    const positions: number[] = [];
    for (let after: number | null = 0; after !== null;) {
      const page = logPageSchema.parse(
        await (await get(`/api/v1/log?after=${String(after)}&limit=50`)).json(),
      );
      positions.push(...page.items.map(({ position }) => position));
      after = page.next;
    }
    expect(positions.length).toBeGreaterThan(100);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
  });

  it('is streamed as lines to who asks for them', async () => {
    const answer = await get('/api/v1/log?after=5', { accept: 'application/x-ndjson' });
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const lines = (await answer.text()).trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ position: 6 });
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ position: 5 + lines.length });
    const refused = 'application/x-ndjson;q=0, application/json';
    const page = await get('/api/v1/log?after=5', { accept: refused });
    expect(page.headers.get('content-type')).toContain('application/json');
  });
});

describe('what is recorded', () => {
  it('reaches a socket and a stream of server-sent events once, with who recorded it', async () => {
    const { head } = logPageSchema.parse(await (await get('/api/v1/log?limit=1')).json());
    const pushed: LiveEvent[] = [];
    const socket = io(`${url}/live`, { transports: ['websocket'], auth: { from: head } });
    socket.on('events', (events: LiveEvent[], acknowledge: () => void) => {
      pushed.push(...events);
      acknowledge();
    });
    const stop = new AbortController();
    const stream = await fetch(`${url}/api/v1/live`, {
      headers: { 'last-event-id': String(head) },
      signal: stop.signal,
    });
    const text = readAll(stream);
    const { position } = (await (
      await post('/api/v1/admin/developments', statement('Somebody spoke.'))
    ).json()) as { position: number };
    await until(() => Promise.resolve(pushed.length > 0 && text.now.includes('Somebody spoke.')));
    socket.disconnect();
    stop.abort();
    expect(pushed).toMatchObject([{ position, recordedBy: 'admin', summary: 'Somebody spoke.' }]);
    expect(text.now.match(new RegExp(`^id: ${String(position)}$`, 'gm'))).toHaveLength(1);
    expect(text.now).toMatch(/^retry: \d+\n\nevent: welcome\ndata: \{"epoch":/);
  });

  it('is not resumed from another log', async () => {
    const stream = await get('/api/v1/live?epoch=another&after=3');
    expect(await stream.text()).toMatch(/event: reset\ndata: \{"reason":"other-epoch"/);
  });
});

/** Collects what a stream says until it ends. */
function readAll(stream: Response): { now: string } {
  const text = { now: '' };
  const read = async (): Promise<void> => {
    for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? [])
      text.now += chunk;
  };
  read().catch(() => undefined); // Ended by the test.
  return text;
}

describe('without its database', () => {
  it('the node says so, stays up, serves the boards it has, and comes back by itself', async () => {
    expect(readinessSchema.parse(await (await readiness()).json()).status).toBe('ready');
    await cable.cut();
    await until(async () => (await readiness()).status === 503);
    const unready = await readiness();
    expect(unready.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Number(unready.headers.get('retry-after'))).toBeGreaterThan(0);
    const { detail, checks } = unreadySchema.parse(await unready.json());
    expect(detail).toContain('database: It cannot be reached.');
    expect(checks.find(({ name }) => name === 'database')?.status).toBe('failed');
    expect((await get('/health/live')).status).toBe(200);
    expect((await get('/api/v1/state')).status).toBe(200);
    for (const answer of [
      await get('/api/v1/log'),
      await post('/api/v1/admin/developments', statement('Unheard.')),
      await post('/api/v1/admin/keys', { name: 'late', role: 'viewer' }),
    ]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(problemSchema.parse(await answer.json()).detail).not.toMatch(/127\.0\.0\.1|select/);
    }
    await cable.mend();
    await until(async () => (await readiness()).status === 200);
    expect((await post('/api/v1/admin/developments', statement('Heard again.'))).status).toBe(201);
  }, 60_000);
});
