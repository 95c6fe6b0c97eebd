import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { canEnter } from './reach.ts';
import { findPostmaster } from './postmaster.ts';
import { startPostgres } from './start-postgres.ts';

const weAreRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };
const workspace = fileURLToPath(new URL('../../../..', import.meta.url));
const strangersReadUs = weAreRoot && (await canEnter(join(workspace, 'node_modules'), nobody));

let folder = '';
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'ceasefire monitor ')));
  await chmod(folder, 0o755);
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Another process that starts the server of `dataDir`, says so once it would stop cleanly, and stays. */
async function otherProcess(
  dataDir: string,
  identity: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; url: string; adopted: boolean }> {
  const source = new URL('./start-postgres.ts', import.meta.url).href;
  const hooks = new URL('../../../../tools/source/register.mjs', import.meta.url).href;
  const script = `
    const { startPostgres } = await import(${JSON.stringify(source)});
    const { url, adopted, stop } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    process.on('SIGTERM', () => stop().then(() => process.exit()));
    console.log(JSON.stringify({ url, adopted }));
    setInterval(() => {}, 1000);`;
  const child = spawn(
    process.execPath,
    ['--import', hooks, '--input-type=module', '--eval', script],
    {
      cwd: workspace,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'] },
      ...identity,
    },
  );
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, ...(JSON.parse(line) as { url: string; adopted: boolean }) };
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Asks a process to stop its use of the server. One that is killed by the signal instead would leave the server running. */
async function stopCleanly(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterOf(dataDir: string): Promise<number | undefined> {
  return (await findPostmaster(await realpath(join(dataDir, 'postgres', 'data'))))?.pid;
}

describe('the embedded PostgreSQL', () => {
  it('makes an empty database on the first start and keeps what is in it for the second', async () => {
    const first = await startPostgres({ dataDir: folder });
    await query(first.url, `create table note as select 'kept'::text as words`);
    await first.stop();
    const second = await startPostgres({ dataDir: folder });

    expect([first.adopted, second.adopted]).toEqual([false, false]);
    expect(await query(second.url, 'select words from note')).toEqual([{ words: 'kept' }]);
    await second.stop();
    expect(await postmasterOf(folder)).toBeUndefined();
  });

  it('promises durability, listens on the loopback only, and speaks UTF-8 and UTC', async () => {
    const server = await startPostgres({ dataDir: folder });
    const rows = await query(
      server.url,
      `select name, setting from pg_settings where name in ('fsync', 'full_page_writes',
         'synchronous_commit', 'listen_addresses', 'unix_socket_directories', 'TimeZone',
         'server_encoding', 'max_connections', 'jit', 'data_checksums') order by name collate "C"`,
    );
    expect(
      Object.fromEntries(
        (rows as { name: string; setting: string }[]).map((r) => [r.name, r.setting]),
      ),
    ).toEqual({
      TimeZone: 'UTC',
      data_checksums: 'on',
      fsync: 'on',
      full_page_writes: 'on',
      jit: 'off',
      listen_addresses: '127.0.0.1',
      max_connections: '200',
      server_encoding: 'UTF8',
      synchronous_commit: 'on',
      unix_socket_directories: '',
    });
    await server.stop();
  });

  it('keeps its password in a file that others cannot read, and refuses any other', async () => {
    const server = await startPostgres({ dataDir: folder });
    expect((await stat(join(folder, 'postgres', 'password'))).mode & 0o777).toBe(0o600);

    const wrong = new URL(server.url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await server.stop();
  });

  it('outlives a killed process and is adopted by the next', async () => {
    const killed = await otherProcess(folder);
    await query(killed.url, 'create table note (words text)');
    const pid = await postmasterOf(folder);
    await kill(killed.child);

    const next = await startPostgres({ dataDir: folder });
    expect([next.adopted, next.url]).toEqual([true, killed.url]);
    expect(await postmasterOf(folder)).toBe(pid);
    expect(await query(next.url, 'select * from note')).toEqual([]);
    await next.stop();
    expect(await postmasterOf(folder)).toBeUndefined();
  });

  it('is left running by a clean stop while another process uses it', async () => {
    const here = await startPostgres({ dataDir: folder });
    const other = await otherProcess(folder);
    expect([other.adopted, other.url]).toEqual([true, here.url]);

    await here.stop();
    expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stopCleanly(other.child);
    expect(await postmasterOf(folder)).toBeUndefined();
  });

  it('is left running by a clean stop while somebody else is connected', async () => {
    const server = await startPostgres({ dataDir: folder });
    const guest = new pg.Client({ connectionString: server.url });
    await guest.connect();
    await server.stop();
    expect((await guest.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await guest.end();
    await (await startPostgres({ dataDir: folder })).stop();
  });

  it('comes back at the same address, with every commit, when the server itself is killed', async () => {
    const lines: string[] = [];
    const server = await startPostgres({ dataDir: folder, log: (line) => lines.push(line) });
    await query(server.url, `create table note as select 'kept'::text as words`);
    const pid = await postmasterOf(folder);
    process.kill(pid ?? 0, 'SIGKILL');

    const rows = await eventually(() => query(server.url, 'select words from note'));
    expect(rows).toEqual([{ words: 'kept' }]);
    expect(await postmasterOf(folder)).not.toBe(pid);
    expect(lines).toContain('PostgreSQL is gone; starting it again');
    await server.stop();
  });

  it('starts over the remains of a server and a caller that were both killed', async () => {
    const killed = await otherProcess(folder);
    const pid = await postmasterOf(folder);
    await kill(killed.child);
    process.kill(pid ?? 0, 'SIGKILL');

    const server = await startPostgres({ dataDir: folder });
    expect(server.adopted).toBe(false);
    await server.stop();
  });

  it('is not stopped by an old pid file whose number now belongs to another process', async () => {
    const killed = await otherProcess(folder);
    const data = join(folder, 'postgres', 'data');
    const pidFile = await readFile(join(data, 'postmaster.pid'), 'utf8');
    await stopCleanly(killed.child);
    const lines = pidFile.split('\n');
    await writeFile(
      join(data, 'postmaster.pid'),
      [String(process.pid), ...lines.slice(1)].join('\n'),
    );

    const server = await startPostgres({ dataDir: folder });
    expect(server.adopted).toBe(false);
    await server.stop();
  });

  it('is one server when several processes start at once', async () => {
    const started = await Promise.all([1, 2, 3].map(() => otherProcess(folder)));
    const urls = new Set(started.map(({ url }) => url));

    expect(urls.size).toBe(1);
    expect(started.filter(({ adopted }) => !adopted)).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['postgres']);
    await Promise.all(started.map(({ child }) => stopCleanly(child)));
    expect(await postmasterOf(folder)).toBeUndefined();
  });

  it('takes any path', async () => {
    const dataDir = join(folder, `"it's" a $(folder) \`for\` şehir 🕊 \\ \n; rm`);
    const first = await startPostgres({ dataDir });
    await first.stop();
    const second = await startPostgres({ dataDir });
    expect(await query(second.url, 'select current_database() as name')).toEqual([
      { name: 'monitor' },
    ]);
    await second.stop();
  });

  it('says which data cannot be opened, and how to go on', async () => {
    const server = await startPostgres({ dataDir: folder });
    await server.stop();
    await rm(join(folder, 'postgres', 'password'));
    await expect(startPostgres({ dataDir: folder })).rejects.toMatchObject({
      code: 'DATA_UNREACHABLE',
      message: expect.stringContaining(join(folder, 'postgres')),
    });
  });

  (weAreRoot ? it : it.skip)(
    'says so when its data came to lie where its user may not go',
    async () => {
      await (await startPostgres({ dataDir: folder })).stop();
      await chmod(folder, 0o700);
      await expect(startPostgres({ dataDir: folder })).rejects.toMatchObject({
        code: 'DATA_UNREACHABLE',
        message: expect.stringContaining('chmod o+x'),
      });
    },
  );

  it('shows the end of its log when the server refuses to start', async () => {
    const bad = startPostgres({ dataDir: folder, settings: { shared_buffers: 'much' } });
    await expect(bad).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringContaining('shared_buffers'),
    });
  });

  (strangersReadUs ? it : it.skip)('runs as an ordinary user', async () => {
    await chown(folder, nobody.uid, nobody.gid);
    const { child, url } = await otherProcess(join(folder, 'data'), nobody);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await stat(join(folder, 'data', 'postgres', 'data'))).uid).toBe(nobody.uid);

    await kill(child);
    const asRoot = await startPostgres({ dataDir: join(folder, 'data') });
    expect(asRoot.adopted).toBe(true);
    await asRoot.stop();
  });

  (weAreRoot ? it : it.skip)(
    'goes where its user can reach when root keeps a private folder',
    async () => {
      await chmod(folder, 0o700);
      const lines: string[] = [];
      const dataDir = join(folder, 'data');
      const first = await startPostgres({ dataDir, log: (line) => lines.push(line) });
      await query(first.url, `create table note as select 'kept'::text as words`);
      await first.stop();
      const second = await startPostgres({ dataDir });
      const home = await readlink(join(dataDir, 'postgres'));

      expect(await query(second.url, 'select words from note')).toEqual([{ words: 'kept' }]);
      expect(lines.filter((line) => line.includes(home))).toHaveLength(1);
      await second.stop();
      await rm(home, { recursive: true });
    },
  );
});

/** Tries until it works, for as long as jest lets the test run. */
async function eventually<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      await sleep(50);
    }
  }
}
