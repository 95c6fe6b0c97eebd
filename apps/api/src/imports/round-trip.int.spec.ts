import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DevelopmentsPage, LogPage, Merged, State } from '@ceasefire/contracts';
import { createPostgresLog, type EventLog } from '@ceasefire/event-store';
import { testDatabase, type TestDatabase } from '@ceasefire/postgres';
import pg from 'pg';
import { cloudEventSchema } from '../exports/cloud-event.ts';
import { exportLines } from '../exports/export-lines.ts';
import type { ExportFormat } from '../exports/formats.ts';
import { migrate } from '../migrations/migrate.ts';
import { knownNames } from '../situation/known-names.ts';
import { loadSituation } from '../situation/load-situation.ts';
import { development } from '../testing/commanding.ts';
import { startApp, type StartedApp, withoutReports } from '../testing/started-app.ts';
import { EVENT_LOG } from '../tokens.ts';
import type { ImportFormat } from './formats.ts';
import { type ImportOptions, type ImportResult, runImport } from './run-import.ts';

const situation = loadSituation('karabakh-2020');
const { places } = situation.description;
const hostile = [
  '=cmd|"/c calc"!A1',
  "'=1+1",
  '+49, "quoted"',
  '@sum\nover two lines',
  '-2; [a]; \t tab',
  '\tbegins with a tab',
  '＝full width',
  "'Twas so",
  'Şuşa, Շուշի, Шуша 😀',
];

let source: StartedApp;
let folder: string;
let target: TestDatabase;
let pool: pg.Pool;
let log: EventLog;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceasefire-monitor-imports-'));
  source = await startApp(situation);
  await edit(source);
}, 120_000);
afterAll(async () => {
  await source.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  target = await testDatabase(migrate);
  pool = new pg.Pool({ connectionString: target.url, max: 3 });
  log = createPostgresLog({ pool });
});
afterEach(async () => {
  await log.close();
  await pool.end();
  await target.drop();
});

/** Every kind of change that an editor can make, so that an export holds every type of event. */
async function edit(app: StartedApp): Promise<void> {
  const done = async (path: string, body: object, version?: number) => {
    const guard: Record<string, string> =
      version === undefined ? {} : { 'if-match': `"${String(version)}"` };
    const answer = await app.post<Merged>(path, body, guard);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const report = (change: Parameters<typeof development>[0]) =>
    done('developments', development({ actors: [{ id: 'russia', role: 'a: b; "c"' }], ...change }));
  for (const [index, summary] of hostile.entries())
    await report({ id: `hostile-${String(index)}`, summary, places: ['shusha'] });
  const [a, b, c] = ['hostile-0', 'hostile-1', 'hostile-2'];
  const reason = '=a reason\nof two lines';
  const changes = { summary: 'Corrected.', modality: 'negation' };
  await done('developments/hostile-3/corrections', { changes, reason }, 1);
  await done('developments/hostile-4/retraction', { reason }, 1);
  await done('developments/hostile-4/reinstatement', { reason }, 2);
  await done('developments/hostile-5/retraction', { reason }, 1);
  const second = { ...development().sources[0], outlet: 'Second', title: '"=2"' };
  await done('developments/hostile-6/sources', { source: second }, 1);
  const merged = await done('merges', { into: a, from: [b, c], reason });
  await done(`merges/${String(merged.position)}/undo`, { reason });
  await done('merges', { into: a, from: [c], reason });
  await done('disputes/turkish-peacekeepers/reopening', { reason });
}

async function written(format: ExportFormat, app = source): Promise<string> {
  const file = join(folder, `${format}-${String(Math.random()).slice(2)}`);
  const lines: string[] = [];
  const from = app.app.get<EventLog>(EVENT_LOG);
  for await (const line of exportLines({ log: from, format, places })) lines.push(line);
  await writeFile(file, lines.join(''));
  return file;
}

const load = (
  file: string,
  format: ImportFormat,
  more: Partial<ImportOptions> = {},
): Promise<ImportResult> =>
  runImport({
    log,
    file,
    format,
    given: knownNames(situation.description),
    author: { recordedBy: 'importer', correlationId: 'test' },
    ...more,
  });

async function text(body: string, name = 'given'): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, body);
  return file;
}

const moments = [
  'state?asOf=2020-10-10',
  'state?asOf=2020-11-10&knownAt=2020-11-10',
  'state?asOf=2020-11-25',
  'state?asOf=2020-11-30',
];
async function boards(app: StartedApp): Promise<unknown> {
  const found: unknown[] = [];
  for (const moment of moments) {
    const { body } = await app.get<State>(moment);
    const { ceasefire, deployments, negotiations, disputes } = body;
    found.push({ ceasefire, deployments, negotiations, disputes });
  }
  return found;
}

async function imported<T>(work: (app: StartedApp) => Promise<T>): Promise<T> {
  const app = await startApp(withoutReports(), target);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

describe('what was exported and imported into an empty database', () => {
  it.each(['ndjson', 'cloudevents'] as const)(
    'as %s gives the same log but for its times, and the same boards',
    async (format) => {
      const result = await load(await written(format), format);
      expect(result).toMatchObject({ bad: 0, present: 0, stored: true });
      await imported(async (app) => {
        const read = async (from: StartedApp) =>
          (await from.get<LogPage>('log?limit=1000')).body.items.map(
            ({ recordedAt: _, reason, ...entry }) => ({
              ...entry,
              reason: format === 'ndjson' ? reason : (reason?.replaceAll('\n', ' ') ?? null),
            }),
          );
        const expected = await read(source);
        expect(expected.length).toBe(result.recorded);
        expect(await read(app)).toEqual(
          expected.map((entry) =>
            format === 'ndjson'
              ? entry
              : { ...entry, reason: entry.reason?.replaceAll('\n', ' ') ?? null },
          ),
        );
        expect(await boards(app)).toEqual(await boards(source));
      });
    },
    120_000,
  );

  it('as CSV gives the same developments, whatever their cells hold', async () => {
    const result = await load(await written('csv'), 'csv');
    // One was retracted and one is merged into another.
    expect(result).toMatchObject({ bad: 0, leftOut: 2, stored: true });
    await imported(async (app) => {
      const all = async (from: StartedApp) => {
        const { body } = await from.get<DevelopmentsPage>('developments?limit=500&status=active');
        return body.items
          .map(({ version: _v, position: _p, recordedAt: _r, absorbed: _a, ...rest }) => rest)
          .sort((one, other) => one.id.localeCompare(other.id));
      };
      expect(await all(app)).toEqual(await all(source));
    });
  }, 120_000);

  it('is recorded once, however often it is imported, also where it came from', async () => {
    const file = await written('ndjson');
    const first = await load(file, 'ndjson');
    const again = await load(file, 'ndjson');
    expect(again).toMatchObject({ present: first.commands, recorded: 0, bad: 0 });
    const own = source.app.get<EventLog>(EVENT_LOG);
    const { position } = await own.head();
    expect(await load(file, 'ndjson', { log: own })).toMatchObject({ recorded: 0, bad: 0 });
    expect((await own.head()).position).toBe(position);
  });

  it('is completed by the next import when the first was killed', async () => {
    const file = await written('ndjson');
    let appends = 0;
    const dying: EventLog = {
      ...log,
      append: (command) => {
        appends += 1;
        return appends > 70 ? Promise.reject(new Error('killed')) : log.append(command);
      },
    };
    await expect(load(file, 'ndjson', { log: dying })).rejects.toThrow('killed');
    expect((await log.head()).position).toBeGreaterThanOrEqual(70);
    expect(await load(file, 'ndjson')).toMatchObject({ bad: 0, stored: true });
    await imported(async (app) => expect(await boards(app)).toEqual(await boards(source)));
  }, 120_000);

  it('says of itself what CloudEvents 1.0 asks for', async () => {
    const from = source.app.get<EventLog>(EVENT_LOG);
    const ids = new Set<string>();
    for await (const part of exportLines({ log: from, format: 'cloudevents', places }))
      for (const line of part.trimEnd().split('\n')) {
        const event = cloudEventSchema.parse(JSON.parse(line));
        ids.add(`${event.source} ${event.id}`);
        for (const name of Object.keys(event)) expect(name).toMatch(/^[a-z0-9]{1,20}$/);
        expect(event.reason ?? '').not.toMatch(/\p{Cc}/u);
      }
    expect(ids.size).toBe((await from.head()).position);
  });

  it('as GeoJSON puts active developments at the coordinates of their places, longitude first', async () => {
    const from = source.app.get<EventLog>(EVENT_LOG);
    const parts: string[] = [];
    for await (const part of exportLines({ log: from, format: 'geojson', places }))
      parts.push(part);
    const collection = JSON.parse(parts.join('')) as {
      type: string;
      features: { id: string; type: string; geometry: { type: string; coordinates: unknown } }[];
    };
    expect(collection.type).toBe('FeatureCollection');
    const shusha = places.find(({ id }) => id === 'shusha');
    expect(collection.features.find(({ id }) => id === 'hostile-7')).toMatchObject({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [shusha?.longitude, shusha?.latitude] },
    });
    const ids = collection.features.map(({ id }) => id);
    expect(ids).not.toContain('hostile-5');
    expect(new Set(ids).size).toBe(ids.length);
    expect(collection.features.some(({ geometry }) => geometry.type === 'MultiPoint')).toBe(true);
  });
});

describe('an import of what is not right', () => {
  const body = (change: object = {}) => JSON.stringify(development({ actors: [], ...change }));

  it('names line and JSON pointer of every fault and stores nothing', async () => {
    const file = await text(
      [
        `\uFEFF${body({ id: 'good' })}`,
        'not json',
        '',
        body({ id: 'bad', places: ['nowhere'], summary: '' }),
        body({ id: 'worse', places: ['nowhere'] }),
        body({ id: 'good', summary: 'Another text.' }),
        `{"__proto__": 1, ${body({ id: 'proto' }).slice(1)}`,
      ].join('\r\n'),
    );
    const result = await load(file, 'ndjson');
    expect(result).toMatchObject({ bad: 5, stored: false });
    expect(result.problems.map(({ line, pointer }) => [line, pointer])).toEqual(
      expect.arrayContaining([
        [2, ''],
        [4, '/summary'],
        [5, '/places/0'],
        [6, ''],
        [7, '/__proto__'],
      ]),
    );
    expect((await log.head()).position).toBe(0);
    expect(await load(file, 'ndjson', { skipBad: true })).toMatchObject({
      recorded: 1,
      bad: 5,
      stored: true,
    });
    expect((await log.head()).position).toBe(1);
  });

  it('stores nothing in a dry run', async () => {
    const file = await text(`${body({ id: 'a' })}\n${body({ id: 'b' })}`);
    const result = await load(file, 'ndjson', { dryRun: true });
    expect(result).toMatchObject({ recorded: 2, stored: false, bad: 0 });
    expect((await log.head()).position).toBe(0);
  });

  it('takes lines that say the same as one, and makes ids where none are given', async () => {
    const { id: _, ...nameless } = development({ actors: [] });
    const file = await text(`${JSON.stringify(nameless)}\n${JSON.stringify(nameless)}`);
    expect(await load(file, 'ndjson')).toMatchObject({ commands: 2, present: 1, recorded: 1 });
    expect(await load(file, 'ndjson')).toMatchObject({ present: 2, recorded: 0 });
    const turned = Object.fromEntries(Object.entries(nameless).reverse());
    const again = await text(JSON.stringify(turned));
    expect(await load(again, 'ndjson')).toMatchObject({ present: 1, recorded: 0 });
  });

  it.each([
    ['an unknown type', { type: 'TrucePaintedBlue' }, '/type'],
    ['a stream of something else', { stream: 'weather-1' }, '/stream'],
    ['an id that is no UUID', { id: 'x' }, '/id'],
    ['a shape of a newer program', { schemaVersion: 99 }, '/schemaVersion'],
    ['another id than its stream', { stream: 'development-other' }, '/data/id'],
  ])('refuses an event with %s', async (_, change, pointer) => {
    const event = {
      position: 1,
      id: '11111111-1111-4111-8111-111111111111',
      stream: 'development-A',
      version: 1,
      type: 'StatementMade',
      schemaVersion: 1,
      recordedAt: '2020-11-26T10:00:00.000Z',
      recordedBy: 'x',
      correlationId: 'x',
      reason: null,
      data: development({ actors: [] }),
    };
    expect(await load(await text(JSON.stringify(event)), 'ndjson')).toMatchObject({ bad: 0 });
    const file = await text(
      JSON.stringify({ ...event, id: event.id.replace('1', '2'), ...change }),
    );
    const { problems } = await load(file, 'ndjson');
    expect(problems).toMatchObject([{ line: 1, pointer }]);
  });

  it('tells a CSV’s unknown columns, rows of another length, bad cells, and text that is not UTF-8', async () => {
    const csv = async (content: string) => (await load(await text(content), 'csv')).problems;
    expect((await csv('id,colour\na,blue'))[0]?.detail).toMatch(/colour/);
    expect(await csv('id,kind\na')).toMatchObject([{ line: 2 }]);
    const row = 'StatementMade,Text,2020-11-26,2020-11-26,day,text,actual';
    const header = 'kind,summary,from,to,precision,certainty,modality,sources';
    expect(await csv(`${header}\n${row},"[{]"`)).toMatchObject([{ line: 2, pointer: '/sources' }]);
    expect(await csv(`${header}\n${row},[]`)).toMatchObject([{ line: 2, pointer: '/sources' }]);
    const multiline = `${header}\n"StatementMade","Text\nof two",2020-11-26,2020-11-26,day,text,actual,[]\n${row},[]`;
    expect((await csv(multiline)).map(({ line }) => line)).toEqual([2, 4]);
    const file = join(folder, 'latin');
    await writeFile(file, Buffer.from(`${header}\n${row},[]\n\xff`, 'latin1'));
    expect(await load(file, 'csv')).toMatchObject({
      bad: 2,
      problems: [{ line: 2 }, { line: 3, detail: expect.stringContaining('UTF-8') }],
    });
  });
});
