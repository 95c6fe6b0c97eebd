import { describe, expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from './start-postgres.ts';
import { kill, otherProcess, stopCleanly } from './testing/other-process.ts';
import { ownFolder, postmasterOf } from './testing/own-folder.ts';
import { query } from './testing/query.ts';

const folder = ownFolder();

describe('the embedded PostgreSQL', () => {
  it('outlives a killed process and is adopted by the next', async () => {
    const killed = await otherProcess(folder());
    await query(killed.url, 'create table note (words text)');
    const pid = await postmasterOf(folder());
    await kill(killed.child);

    const next = await startPostgres({ dataDir: folder() });
    expect([next.adopted, next.url]).toEqual([true, killed.url]);
    expect(await postmasterOf(folder())).toBe(pid);
    expect(await query(next.url, 'select * from note')).toEqual([]);
    await next.stop();
    expect(await postmasterOf(folder())).toBeUndefined();
  });

  it('is left running by a clean stop while another process uses it', async () => {
    const here = await startPostgres({ dataDir: folder() });
    const other = await otherProcess(folder());
    expect([other.adopted, other.url]).toEqual([true, here.url]);

    await here.stop();
    expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stopCleanly(other.child);
    expect(await postmasterOf(folder())).toBeUndefined();
  });

  it('is left running by a clean stop while somebody else is connected', async () => {
    const server = await startPostgres({ dataDir: folder() });
    const guest = new pg.Client({ connectionString: server.url });
    await guest.connect();
    await server.stop();
    expect((await guest.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await guest.end();
    await (await startPostgres({ dataDir: folder() })).stop();
  });

  it('starts over the remains of a server and a caller that were both killed', async () => {
    const killed = await otherProcess(folder());
    const pid = await postmasterOf(folder());
    await kill(killed.child);
    process.kill(pid ?? 0, 'SIGKILL');

    const server = await startPostgres({ dataDir: folder() });
    expect(server.adopted).toBe(false);
    await server.stop();
  });

  it('is not stopped by an old pid file whose number now belongs to another process', async () => {
    const killed = await otherProcess(folder());
    const data = join(folder(), 'postgres', 'data');
    const pidFile = await readFile(join(data, 'postmaster.pid'), 'utf8');
    await stopCleanly(killed.child);
    const lines = pidFile.split('\n');
    await writeFile(
      join(data, 'postmaster.pid'),
      [String(process.pid), ...lines.slice(1)].join('\n'),
    );

    const server = await startPostgres({ dataDir: folder() });
    expect(server.adopted).toBe(false);
    await server.stop();
  });

  it('is one server when several processes start at once', async () => {
    const started = await Promise.all([1, 2, 3].map(() => otherProcess(folder())));
    const urls = new Set(started.map(({ url }) => url));

    expect(urls.size).toBe(1);
    expect(started.filter(({ adopted }) => !adopted)).toHaveLength(1);
    expect(await readdir(folder())).toEqual(['postgres']);
    await Promise.all(started.map(({ child }) => stopCleanly(child)));
    expect(await postmasterOf(folder())).toBeUndefined();
  });
});
