import { describe, expect, it } from '@jest/globals';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from './start-postgres.ts';
import { ownFolder, postmasterOf } from './testing/own-folder.ts';
import { query } from './testing/query.ts';

const folder = ownFolder();

describe('the embedded PostgreSQL', () => {
  it('makes an empty database on the first start and keeps what is in it for the second', async () => {
    const first = await startPostgres({ dataDir: folder() });
    await query(first.url, `create table note as select 'kept'::text as words`);
    await first.stop();
    const second = await startPostgres({ dataDir: folder() });

    expect([first.adopted, second.adopted]).toEqual([false, false]);
    expect(await query(second.url, 'select words from note')).toEqual([{ words: 'kept' }]);
    await second.stop();
    expect(await postmasterOf(folder())).toBeUndefined();
  });

  it('leaves its caller time while a program makes the data or comes up, and only then', async () => {
    const calls: string[] = [];
    const start = (who: string) =>
      startPostgres({ dataDir: folder(), meanwhile: (program) => calls.push(`${who} ${program}`) });
    const first = await start('first');
    const beside = await start('beside');
    await beside.stop();
    await first.stop();
    await (await start('next')).stop();
    expect(calls).toEqual(['first makes', 'first serves', 'next serves']);
  });

  it('promises durability, listens on the loopback only, and speaks UTF-8 and UTC', async () => {
    const server = await startPostgres({ dataDir: folder() });
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
    const server = await startPostgres({ dataDir: folder() });
    expect((await stat(join(folder(), 'postgres', 'password'))).mode & 0o777).toBe(0o600);

    const wrong = new URL(server.url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await server.stop();
  });

  it('comes back at the same address, with every commit, when the server itself is killed', async () => {
    const lines: string[] = [];
    const server = await startPostgres({ dataDir: folder(), log: (line) => lines.push(line) });
    await query(server.url, `create table note as select 'kept'::text as words`);
    const pid = await postmasterOf(folder());
    process.kill(pid ?? 0, 'SIGKILL');

    const rows = await eventually(() => query(server.url, 'select words from note'));
    expect(rows).toEqual([{ words: 'kept' }]);
    expect(await postmasterOf(folder())).not.toBe(pid);
    expect(lines).toContain('PostgreSQL is gone; starting it again');
    await server.stop();
  });

  it('takes any path', async () => {
    const dataDir = join(folder(), `"it's" a $(folder) \`for\` şehir 🕊 \\ \n; rm`);
    const first = await startPostgres({ dataDir });
    await first.stop();
    const second = await startPostgres({ dataDir });
    expect(await query(second.url, 'select current_database() as name')).toEqual([
      { name: 'monitor' },
    ]);
    await second.stop();
  });

  it('says that its folder is a file', async () => {
    const dataDir = join(folder(), 'file');
    await writeFile(dataDir, '');
    await expect(startPostgres({ dataDir })).rejects.toMatchObject({
      code: 'DATA_UNREACHABLE',
      message: `${dataDir} is a file: give DATA_DIR a folder.`,
    });
  });

  it.each(['/proc/monitor', '/proc/self/monitor/data'])(
    'says that no folder can be made at %s',
    async (dataDir) => {
      await expect(startPostgres({ dataDir })).rejects.toMatchObject({
        code: 'DATA_UNREACHABLE',
        message: expect.stringMatching(/^Nothing can be written into .*another/),
      });
    },
  );

  it('says which data cannot be opened, and how to go on', async () => {
    const server = await startPostgres({ dataDir: folder() });
    await server.stop();
    await rm(join(folder(), 'postgres', 'password'));
    await expect(startPostgres({ dataDir: folder() })).rejects.toMatchObject({
      code: 'DATA_UNREACHABLE',
      message: expect.stringContaining(join(folder(), 'postgres')),
    });
  });

  it('shows the end of its log when the server refuses to start', async () => {
    const bad = startPostgres({ dataDir: folder(), settings: { shared_buffers: 'much' } });
    await expect(bad).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringContaining('shared_buffers'),
    });
  });
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
