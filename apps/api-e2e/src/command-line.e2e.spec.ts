import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  commandLine,
  eventually,
  type Monitor,
  projectionRunners,
  projectRoot,
  startMonitor,
  statement,
  write,
} from '@ceasefire/monitor-process';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

let monitor: Monitor;
let folder: string;
beforeAll(async () => {
  monitor = await startMonitor();
  folder = await mkdtemp(join(tmpdir(), 'ceasefire-monitor-cli-'));
}, 60_000);
afterAll(async () => {
  await monitor.stop();
  await rm(folder, { recursive: true });
});

const run = (...command: readonly string[]) => commandLine(monitor.databaseUrl, command);

describe('the command line', () => {
  it.each([
    'doctor',
    'tail',
    'replay',
    'retry',
    'skip',
    'verify',
    'head',
    'seed',
    'export',
    'import',
    'keys',
  ])('teaches %s, and helping is no failure', async (name) => {
    const { status, output } = await run(name, '--help');
    expect(status).toBe(0);
    expect(output).toContain(`Usage: ceasefire-monitor ${name}`);
  });

  it('says which version it is of', async () => {
    const manifest = await readFile(join(projectRoot, 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { readonly version: string };
    expect(await run('--version')).toEqual({ status: 0, output: `${version}\n` });
  });

  it.each([
    ['an unknown command', ['paint']],
    ['no command', []],
    ['an unknown option', ['verify', '--quickly']],
    ['a missing option', ['export']],
    ['options that exclude each other', ['replay', '--resume', '--fresh']],
    ['a rollback that is only tried', ['replay', '--rollback', '--yes', '--dry-run']],
    ['an unknown format', ['import', 'x', '--format', 'xml']],
    ['an unknown projection', ['replay', '--projection', 'unheard-of']],
    ['a situation that is not there', ['seed', 'unheard-of']],
    ['a file of events that is not there', ['import', 'unheard-of', '--format', 'ndjson']],
    ['a kept head that is not there', ['verify', '--head', 'unheard-of']],
    ['a position that is none', ['skip', 'boards', '--position', '0', '--reason', 'r', '--yes']],
  ])('answers %s with status 2', async (_, command) => {
    expect((await run(...command)).status).toBe(2);
  });

  it('answers a database that cannot be reached with status 3', async () => {
    const { status, output } = await commandLine('postgres://nobody@127.0.0.1:1/none', ['head']);
    expect(status).toBe(3);
    expect(output).toMatch(/DATABASE_URL/);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it('answers a database that offers no encrypted connections with status 3', async () => {
    const { status, output } = await commandLine(`${monitor.databaseUrl}?ssl=true`, ['head']);
    expect(status).toBe(3);
    expect(output).toMatch(/^PostgreSQL at .* offers no encrypted connections\. .*\n$/);
  });

  it.each([
    ['skip', 'boards', '--position', '1', '--reason', 'r'],
    ['replay', '--rollback'],
    ['head', '--new-epoch'],
    ['keys', 'revoke', 'x'],
  ])('takes nothing away without --yes: %s', async (...command) => {
    const { status, output } = await run(...command);
    expect(status).toBe(1);
    expect(output).toContain('--yes');
  });

  it('keeps who made a key, as far as the machine says, and says which it revoked', async () => {
    const wanted = ['--name', 'anna', '--role', 'editor'];
    const { status, output } = await run('keys', 'create', ...wanted, '--json');
    expect(status).toBe(0);
    const { id, createdBy } = JSON.parse(output) as Record<'id' | 'createdBy', string>;
    expect(createdBy).toBe(`command line (${userInfo().username})`);
    const revoked = await run('keys', 'revoke', id, '--yes', '--json');
    expect(JSON.parse(revoked.output)).toEqual({ id, name: 'anna', revoked: true });
  });

  it.each([
    ['--expires', ['--name', 'guest', '--expires', 'foo']],
    ['--name', ['--name', '*']],
  ])('names the option of a new key that is wrong: %s', async (option, wanted) => {
    const { status, output } = await run('keys', 'create', '--role', 'editor', ...wanted);
    expect(status).toBe(2);
    expect(output).toContain(option);
  });

  it('imports what comes through a pipe that has a name, and no folder', async () => {
    const pipe = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    const written = writeFile(pipe, JSON.stringify(statement({ id: 'piped' })));
    const piped = await run('import', pipe, '--format', 'ndjson', '--json');
    await written;
    expect(JSON.parse(piped.output)).toMatchObject({ recorded: 1, stored: true });
    const { status, output } = await run('import', folder, '--format', 'ndjson');
    expect([status, output]).toEqual([2, `${folder} is a folder, not a file.\n`]);
  });

  it('says how a head is written where a file holds something else', async () => {
    const half = join(folder, 'half.json');
    await writeFile(half, '{ "position": ');
    const { status, output } = await run('verify', '--head', half);
    expect([status, output]).toEqual([1, `${half} is no head. Write one: head --json > ${half}\n`]);
  });

  it('loads a situation that is there already, and leaves it as it is', async () => {
    const { status, output } = await run('seed', 'karabakh-2020', '--json');
    expect(status).toBe(0);
    const { title } = JSON.parse(
      await readFile(join(projectRoot, 'seeds/karabakh-2020/situation.json'), 'utf8'),
    ) as { readonly title: string };
    const { head } = (await (await fetch(`${monitor.url}/api/v1/log?limit=1`)).json()) as {
      readonly head: number;
    };
    expect(JSON.parse(output)).toEqual({ situation: title, position: head });
  });

  it('goes back with what can go back, and fails where nothing can', async () => {
    const back = () => run('replay', '--rollback', '--yes');
    for (const { status, output } of [await run('replay', '--resume'), await back()]) {
      expect(status).toBe(1);
      expect(output).toMatch(/developments: .*\nboards: /);
    }
    expect((await run('replay', '--projection', 'boards')).status).toBe(0);
    const { status, output } = await back();
    expect(status).toBe(0);
    expect(output).toMatch(/boards: generation 1 is served again/);
    expect(output).toMatch(/developments: No earlier generation/);
  });

  it('finds the lost table of a projection, and a replay makes it again, here or over HTTP', async () => {
    const lose = async (): Promise<void> => {
      const found = (await projectionRunners(monitor)).find(({ name }) => name === 'boards');
      const client = new pg.Client({ connectionString: monitor.databaseUrl });
      await client.connect();
      const table = await client.query<{ name: string }>(
        `select c.oid::regclass::text as name from pg_class c where c.relname ~ $1::text`,
        [`^boards_v[0-9]+_g${String(found?.generation)}$`],
      );
      await client.query(`drop table ${String(table.rows[0]?.name)}`);
      await client.end();
    };
    await lose();
    const verified = await run('verify');
    expect(verified.status).toBe(1);
    expect(verified.output).toMatch(
      /^The table of boards is missing. Run replay --projection boards.$/m,
    );
    expect((await run('doctor')).output).toMatch(
      /^fail {2}projections {4}the table of boards is missing; run replay --projection boards$/m,
    );
    const dry = await run('replay', '--dry-run', '--json');
    expect(dry.status).toBe(1);
    expect(dry.output).toMatch(/"projection":"developments".*"equal":true/);
    expect(dry.output).toMatch(/"projection":"boards".*"equal":false.*"tableMissing":true/);
    const replayed = await run('replay', '--projection', 'boards');
    expect(replayed.status).toBe(1);
    expect(replayed.output).toMatch(/^The table of boards was missing. .* is served now.$/m);
    expect(await run('verify')).toMatchObject({ status: 0 });

    await lose();
    const { body } = await write<{ generation: number }>(
      monitor,
      'projections/boards/rebuilds',
      {},
    );
    await eventually(async () => {
      const known = await projectionRunners(monitor);
      const { name, generation } = known.find((one) => one.name === 'boards') ?? {};
      return name !== undefined && generation === body.generation ? true : undefined;
    });
    expect(await run('verify')).toMatchObject({ status: 0 });
  }, 60_000);

  it('says what became of a replay that is interrupted before it has begun', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    let replaying: ChildProcess | undefined;
    silent.once('connection', () => replaying?.kill('SIGINT'));
    const url = `postgres://nobody@127.0.0.1:${String(port)}/none`;
    const { status, output } = await commandLine(url, ['replay'], (process) => {
      replaying = process;
    });
    silent.close();
    expect(status).toBe(1);
    expect(output).toMatch(/^The replay was stopped before it began; .* a later replay goes on/);
  });

  it('says in a line that its output takes no more', async () => {
    const entry = join(projectRoot, 'apps/api/bundle/cli.js');
    const full = await open('/dev/full', 'w');
    const child = spawn(process.execPath, [entry, 'export', '--format', 'ndjson'], {
      env: { ...process.env, DATABASE_URL: monitor.databaseUrl },
      stdio: ['ignore', full.fd, 'pipe'],
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number];
    await full.close();
    expect(status).toBe(1);
    expect(said).toMatch(/^Standard output takes no more: .*ENOSPC.*\n$/);
  });

  it('says that a projection which runs cannot be retried or skipped', async () => {
    for (const command of [
      ['retry', 'boards'],
      ['skip', 'boards', '--position', '1', '--reason', 'r', '--yes'],
    ]) {
      const { status, output } = await run(...command);
      expect(status).toBe(1);
      expect(output).toMatch(/has not stopped/);
    }
    expect((await run('retry', 'unheard-of')).output).toMatch(/Known: developments, boards/);
  });

  it('imports a file beside the running server, which shows it; bad lines are named and nothing is stored', async () => {
    const file = join(folder, 'lines.ndjson');
    await writeFile(file, `${JSON.stringify(statement({ id: 'imported' }))}\n{"kind":1}\n`);
    const bad = await run('import', file, '--format', 'ndjson');
    expect(bad.status).toBe(1);
    expect(bad.output).toMatch(/line 2: \/kind/);
    expect((await fetch(`${monitor.url}/api/v1/developments/imported`)).status).toBe(404);
    await writeFile(file, JSON.stringify(statement({ id: 'imported' })));
    const good = await run('import', file, '--format', 'ndjson', '--json');
    expect(good.status).toBe(0);
    expect(JSON.parse(good.output)).toMatchObject({ recorded: 1, stored: true });
    for (;;) {
      const { status } = await fetch(`${monitor.url}/api/v1/developments/imported`);
      if (status === 200) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('checks a long file in threads, and stores nothing of it or all', async () => {
    const file = join(folder, 'long.ndjson');
    const count = 5_000;
    // So many bytes that threads are worth while.
    const summary = 'The talks go on. '.repeat(29);
    const lines = Array.from({ length: count }, (_, index) =>
      JSON.stringify(statement({ id: `long-${String(index)}`, summary })),
    );
    const long = (changed: string, at: number) => lines.with(at, changed).join('\n');
    await writeFile(file, long(JSON.stringify(statement({ id: 'x', places: ['nowhere'] })), 4_800));
    const bad = await run('import', file, '--format', 'ndjson');
    expect(bad.status).toBe(1);
    expect(bad.output).toMatch(/^line 4801: \/places\/0 /m);
    expect((await fetch(`${monitor.url}/api/v1/developments/long-0`)).status).toBe(404);

    // What is decided in its turn finds what stands before it.
    await writeFile(file, long(JSON.stringify(statement({ id: 'long-1', summary: 'No.' })), 4_900));
    const twice = await run('import', file, '--format', 'ndjson');
    expect(twice.output).toMatch(/^line 4901: long-1 is there already/m);

    await writeFile(file, lines.join('\n'));
    const good = await run('import', file, '--format', 'ndjson', '--json');
    expect(JSON.parse(good.output)).toMatchObject({ recorded: count, bad: 0, stored: true });
    const again = await run('import', file, '--format', 'ndjson', '--json');
    expect(JSON.parse(again.output)).toMatchObject({ present: count, recorded: 0 });
    expect((await run('verify')).status).toBe(0);
  }, 60_000);

  it.each([
    ['ndjson', '{"a":1}\nnot json\n\xff\n', [/^line 1: /m, /^line 2: is not JSON/m]],
    ['csv', 'kind,summary\n\n\xff,\n', []],
  ])('names the line of %s that is not UTF-8, with status 1', async (format, text, others) => {
    const file = join(folder, 'latin');
    await writeFile(file, text, 'latin1');
    const { status, output } = await run('import', file, '--format', format);
    expect(status).toBe(1);
    for (const line of [...others, /^line 3: is not UTF-8/m]) expect(output).toMatch(line);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it.each(['ndjson', 'cloudevents', 'csv', 'geojson'])('exports %s', async (format) => {
    const { status, output } = await run('export', '--format', format);
    expect(status).toBe(0);
    expect(output).toContain('S1-08');
  });
});
