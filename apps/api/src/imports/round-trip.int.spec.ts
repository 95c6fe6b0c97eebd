import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DevelopmentsPage, LogPage, Merged, State } from '@ceasefire/contracts';
import type { EventLog } from '@ceasefire/event-store';
import { DevelopmentsList } from '../developments/developments-list.ts';
import { cloudEventSchema } from '../exports/cloud-event.ts';
import { exportLines } from '../exports/export-lines.ts';
import type { ExportFormat } from '../exports/formats.ts';
import { loadSituation } from '../situation/load-situation.ts';
import { BoardsService } from '../state/boards.service.ts';
import { development } from '../testing/commanding.ts';
import { startApp, type StartedApp, withoutReports } from '../testing/started-app.ts';
import { EVENT_LOG } from '../tokens.ts';
import { type ImportTarget, openImportTarget } from './testing/import-target.ts';

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
let target: ImportTarget;

beforeAll(async () => {
  source = await startApp(situation);
  await edit(source);
}, 120_000);
afterAll(() => source.close());
beforeEach(async () => {
  target = await openImportTarget();
});
afterEach(() => target.end());

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
  const { id: _, ...nameless } = development({ actors: [] });
  await done('developments', nameless);
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

const written = async (format: ExportFormat): Promise<string> => {
  const lines: string[] = [];
  const log = source.app.get<EventLog>(EVENT_LOG);
  for await (const line of exportLines({ log, format, places })) lines.push(line);
  return target.file(format, lines.join(''));
};

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
  const app = await startApp(withoutReports(), target.database);
  try {
    const { position } = await app.app.get<EventLog>(EVENT_LOG).head();
    // What was recorded before the start is projected in its own time.
    await app.app.get(BoardsService).waitFor(position, 30_000);
    await app.app.get(DevelopmentsList).reached(position, 30_000);
    return await work(app);
  } finally {
    await app.close();
  }
}

describe('what was exported and imported into an empty database', () => {
  it.each(['ndjson', 'cloudevents'] as const)(
    'as %s gives the same log but for its times, and the same boards',
    async (format) => {
      const result = await target.load(await written(format), format);
      expect(result).toMatchObject({ bad: 0, present: 0, stored: true });
      await imported(async (app) => {
        const read = async (from: StartedApp) =>
          (await from.get<LogPage>('log?limit=1000')).body.items.map(
            ({ recordedAt: _, reason, data, ...entry }) => ({
              ...entry,
              data: JSON.stringify(data), // to the byte: equal data have equal hashes
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
    const result = await target.load(await written('csv'), 'csv');
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
    const first = await target.load(file, 'ndjson');
    const again = await target.load(file, 'ndjson');
    expect(again).toMatchObject({ present: first.commands, recorded: 0, bad: 0 });
    const own = source.app.get<EventLog>(EVENT_LOG);
    const { position } = await own.head();
    expect(await target.load(file, 'ndjson', { log: own })).toMatchObject({ recorded: 0, bad: 0 });
    expect((await own.head()).position).toBe(position);
  });

  it('is completed by the next import when the first was killed', async () => {
    const file = await written('ndjson');
    let appends = 0;
    const dying: EventLog = {
      ...target.log,
      append: (command) => {
        appends += 1;
        return appends > 70 ? Promise.reject(new Error('killed')) : target.log.append(command);
      },
    };
    await expect(target.load(file, 'ndjson', { log: dying })).rejects.toThrow('killed');
    expect((await target.log.head()).position).toBeGreaterThanOrEqual(70);
    expect(await target.load(file, 'ndjson')).toMatchObject({ bad: 0, stored: true });
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
