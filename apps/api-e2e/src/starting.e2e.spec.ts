import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, freePort, projectRoot } from '@ceasefire/monitor-process';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const start = join(projectRoot, 'tools/start.mjs');

interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  output(): string;
  ended: Promise<number | null>;
}

/** `npm start` as a user has it: nothing but a port and a data folder, from a folder elsewhere. */
function run(env: Record<string, string>, as: { uid?: number; gid?: number } = {}): Started {
  const child = spawn(process.execPath, [start], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], HOME: tmpdir(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as,
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return {
    process: child,
    url: `http://127.0.0.1:${env['PORT'] ?? ''}`,
    output: () => printed,
    ended: once(child, 'exit').then(([code]) => code as number | null),
  };
}

async function served(started: Started): Promise<void> {
  await eventually(async () => {
    if (started.process.exitCode !== null) throw new Error(started.output());
    return (await fetch(`${started.url}/health/ready`)).ok ? true : undefined;
  }, 60_000).catch((error: unknown) => {
    throw new Error(started.output(), { cause: error });
  });
}

const position = async (started: Started) =>
  ((await (await fetch(`${started.url}/api/v1/state`)).json()) as { position: number }).position;

describe('starting with the embedded database', () => {
  let dataDir: string;
  let port: string;
  const running: Started[] = [];
  const launch = (env: Record<string, string>): Started => {
    const started = run(env);
    running.push(started);
    return started;
  };
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'monitor-start-'));
    await chmod(dataDir, 0o755);
  });
  beforeEach(async () => {
    port = String(await freePort());
  });
  afterEach(async () => {
    for (const started of running.splice(0)) {
      started.process.kill('SIGTERM');
      await started.ended;
    }
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('serves page, boards and sockets, says where, and keeps the admin key to itself', async () => {
    const monitor = launch({ PORT: port, DATA_DIR: dataDir });
    await served(monitor);
    const page = await fetch(`${monitor.url}/`);
    expect(page.headers.get('content-type')).toMatch(/text\/html/);
    expect(await page.text()).toMatch(/<script type="module"/);
    expect(monitor.output()).toContain(monitor.url);
    const keyFile = join(dataDir, 'admin-key');
    const key = (await readFile(keyFile, 'utf8')).trim();
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect(monitor.output()).toContain(keyFile);
    const projections = await fetch(`${monitor.url}/api/v1/admin/projections`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(projections.status).toBe(200);
    monitor.process.kill('SIGKILL');
    await monitor.ended;
  }, 90_000);

  it('after a kill it starts again with the same log and ends within 10 s of SIGTERM', async () => {
    const monitor = launch({ PORT: port, DATA_DIR: dataDir });
    await served(monitor);
    const before = await position(monitor);
    expect(before).toBeGreaterThanOrEqual(107);
    const stream = await fetch(`${monitor.url}/api/v1/live`);
    const asked = Date.now();
    monitor.process.kill('SIGTERM');
    expect(await monitor.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(10_000);
    await stream.body?.cancel().catch(() => undefined);

    const third = launch({ PORT: port, DATA_DIR: dataDir });
    await served(third);
    expect(await position(third)).toBe(before);
    third.process.kill('SIGTERM');
    expect(await third.ended).toBe(0);
  }, 90_000);

  it('says that PORT is taken, and how to choose another', async () => {
    const taken: Server = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const monitor = launch({ PORT: String(address.port), DATA_DIR: dataDir });
    expect(await monitor.ended).toBe(1);
    expect(monitor.output()).toMatch(/PORT/);
    expect(monitor.output()).toContain(String(address.port));
    expect(monitor.output()).not.toMatch(/\n\s+at /);
    taken.close();
  }, 60_000);

  it.each([
    [{ PORT: 'eighty' }, 'PORT'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ SITUATION: '../../etc' }, 'SITUATION'],
    [{ SITUATION: 'nowhere' }, 'SITUATION'],
    [{ ALLOWED_ORIGINS: 'not an origin' }, 'ALLOWED_ORIGINS'],
    [{ ADMIN_KEY: 'short' }, 'ADMIN_KEY'],
  ])(
    'refuses %j by name',
    async (env, name) => {
      const monitor = launch({ PORT: port, DATA_DIR: dataDir, ...env });
      expect(await monitor.ended).toBe(1);
      expect(monitor.output()).toContain(name);
      expect(monitor.output()).not.toMatch(/\n\s+at /);
    },
    60_000,
  );
});

const root = process.getuid?.() === 0;
(root ? describe : describe.skip)('as an ordinary user', () => {
  it('starts and serves without any right beyond its own folder', async () => {
    const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody']).stdout.toString().trim());
    const [uid, gid] = [id('-u'), id('-g')];
    const dataDir = await mkdtemp(join(tmpdir(), 'monitor-user-'));
    await chown(dataDir, uid, gid);
    const port = String(await freePort());
    const monitor = run({ PORT: port, DATA_DIR: dataDir }, { uid, gid });
    try {
      await served(monitor);
      expect(await position(monitor)).toBeGreaterThanOrEqual(107);
    } finally {
      monitor.process.kill('SIGTERM');
      await monitor.ended;
      await rm(dataDir, { recursive: true, force: true });
    }
  }, 90_000);
});
