import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  commandLine,
  eventually,
  projectRoot,
  statement,
  temporaryFolder,
} from '@ceasefire/monitor-process';
import { testDatabase } from '@ceasefire/postgres';
import pg from 'pg';

let url: string;
/** What the imports take for the folder of temporary files. */
let folder: string;
let client: pg.Client;
beforeAll(async () => {
  ({ url } = await testDatabase());
  await commandLine(url, ['head']); // It makes the log.
  folder = await temporaryFolder();
  client = new pg.Client({ connectionString: url });
  await client.connect();
}, 60_000);
afterAll(async () => {
  await client.end();
  await rm(folder, { recursive: true });
});

/** Imports a file, or what is written to its standard input; `ended` tells its status, its signal and what it said. */
function importing(file = '-') {
  const entry = join(projectRoot, 'apps/api/bundle/cli.js');
  const child = spawn(process.execPath, [entry, 'import', file, '--format', 'ndjson', '--json'], {
    env: { ...process.env, DATABASE_URL: url, TMPDIR: folder },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = (async () => {
    const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
    return { status, signal, said };
  })();
  return { child, ended };
}

const copied = (): Promise<boolean | undefined> =>
  readdir(folder).then((names) => (names.length > 0 ? true : undefined));

const line = `${JSON.stringify(statement({ id: 'through-a-pipe' }))}\n`;

describe('an import that is interrupted', () => {
  it('removes its copy of the input and says that nothing was recorded', async () => {
    const { child, ended } = importing();
    child.stdin.write(line);
    await eventually(copied);
    child.kill('SIGTERM');
    expect(await ended).toEqual({
      status: 1,
      signal: null,
      said: 'The import was interrupted before anything was recorded; run it again.\n',
    });
    expect(await readdir(folder)).toEqual([]);
  }, 60_000);

  it('ends although whoever writes to a named pipe goes on', async () => {
    const pipes = await temporaryFolder();
    const pipe = join(pipes, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    const { child, ended } = importing(pipe);
    const writer = await open(pipe, 'w');
    await writer.write(line);
    await eventually(copied);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ status: 1, signal: null });
    await writer.close();
    await rm(pipes, { recursive: true });
    expect(await readdir(folder)).toEqual([]);
  }, 60_000);

  it('while it records says that what is recorded stays, and another completes it', async () => {
    await client.query('begin; lock table log.events in exclusive mode');
    const { child, ended } = importing();
    child.stdin.end(line);
    await eventually(async () => {
      const { rows } = await client.query(
        `select from pg_locks l where l.relation = 'log.events'::regclass and not l.granted`,
      );
      return rows.length > 0 ? true : undefined;
    });
    child.kill('SIGINT');
    const { status, signal, said } = await ended;
    await client.query('rollback');
    expect([status, signal]).toEqual([1, null]);
    expect(said).toMatch(
      /^The import was interrupted while it recorded: what is recorded stays, .*\n$/,
    );
    expect(await readdir(folder)).toEqual([]);

    const again = importing();
    again.child.stdin.end(line);
    expect(await again.ended).toMatchObject({ status: 0 });
    const { output } = await commandLine(url, ['export', '--format', 'ndjson']);
    expect(output.trimEnd().split('\n')).toHaveLength(1);
  }, 60_000);
});
