import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSituation } from './load-situation.ts';
import { SituationError } from './situation-error.ts';
import { seedsFolder } from './situation-folder.ts';

type Json = Record<string, unknown>;
type Place = readonly (string | number)[];

let scratch: string;
let folder: string;
let copies = 0;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'situations-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
beforeEach(() => {
  folder = join(scratch, `copy-${(copies += 1)}`);
  cpSync(join(seedsFolder, 'karabakh-2020'), folder, { recursive: true });
});

const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const write = (file: string, value: unknown): void =>
  writeFileSync(join(folder, file), JSON.stringify(value));

/** Sets what stands at a place in a file of the copy; undefined takes it away. */
function put(file: string, place: Place, value: unknown): void {
  const root = read(file);
  const parent = place.slice(0, -1).reduce((at, key) => (at as Json)[key], root);
  (parent as Json)[place.at(-1) ?? ''] = value;
  write(file, root);
}

/** What the loader says of the copy, a line a problem. */
function problems(): readonly string[] {
  return failure().problems.map(({ file, pointer, detail }) => `${file} ${pointer}: ${detail}`);
}

function failure(): SituationError {
  try {
    loadSituation(folder);
  } catch (error) {
    if (error instanceof SituationError) return error;
    throw error;
  }
  throw new Error('the copy was loaded though it is broken');
}

const first = 'developments/report-003.json';

describe('a situation that is as it should be', () => {
  it('is loaded file by file in the order of names, each from its top', () => {
    const { developments, resolutions, reports, description } = loadSituation('karabakh-2020');
    const ids = developments.map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(['E-01', 'S0-01', 'S0-02']);
    const firstOfFiles = ['E-01', 'S0-01', 'S1-01', 'S2-01', 'S3-01', 'S4-01'];
    expect(ids.filter((id) => firstOfFiles.includes(id))).toEqual(firstOfFiles);
    expect(resolutions.map(({ subject }) => subject)).toEqual(['turkish-peacekeepers']);
    expect(reports).toHaveLength(5);
    expect(description.id).toBe('karabakh-2020');
  });

  it('may lie anywhere when its absolute path is given', () => {
    expect(loadSituation(folder)).toEqual({ ...loadSituation('karabakh-2020'), folder });
  });

  it('may have neither reports nor developments nor disputes yet', () => {
    for (const name of ['reports.json', 'disputes.json', 'developments'])
      rmSync(join(folder, name), { recursive: true });
    expect(loadSituation(folder)).toMatchObject({ reports: [], developments: [], resolutions: [] });
  });

  it('may found a process in one file and name it in another', () => {
    put('developments/editorial.json', [0, 'process'], 'winter-truce');
    put(first, [0, 'process'], 'winter-truce');
    expect(problems()).toContainEqual(
      expect.stringContaining('editorial.json /0/process: names the process "winter-truce"'),
    );
    put('developments/editorial.json', [0, 'details'], { founds: { label: 'Winter truce' } });
    expect(loadSituation(folder).developments).toHaveLength(107);
  });
});

describe('the folder of a situation', () => {
  it.each(['../seeds/karabakh-2020', 'karabakh-2020/../..', '.', '..', 'a/b', '', 'a\0b'])(
    'is not reached by the name %j',
    (name) => {
      expect(() => loadSituation(name)).toThrow(/name of a folder in seeds\/ or an absolute path/);
    },
  );

  it('is missed with the names of those that are there', () => {
    expect(() => loadSituation('karabakh-2021')).toThrow(SituationError);
    expect(() => loadSituation('karabakh-2021')).toThrow(/Set SITUATION to one of: karabakh-2020/);
    expect(() => loadSituation(join(folder, 'situation.json'))).toThrow(/is not a folder/);
  });
});

describe('a file of a situation', () => {
  it('must be there when it is the situation itself', () => {
    rmSync(join(folder, 'situation.json'));
    expect(problems()).toEqual(['situation.json : is missing; every situation needs it']);
  });

  it('must be JSON, and the cause is kept', () => {
    writeFileSync(join(folder, first), '[{"id": "S3-01",}]');
    const error = failure();
    expect(error.problems[0]).toMatchObject({ file: first, pointer: '' });
    expect(error.message).toMatch(/report-003\.json: is not JSON: .*position/);
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  it('must be UTF-8', () => {
    writeFileSync(join(folder, 'reports.json'), Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]));
    expect(problems()).toEqual(['reports.json : is not UTF-8; save it as UTF-8']);
  });

  it('must be readable as a file', () => {
    rmSync(join(folder, 'reports.json'));
    mkdirSync(join(folder, 'reports.json'));
    expect(problems()).toEqual([expect.stringContaining('cannot be read (EISDIR)')]);
  });

  it('must have a name that is known, as report.json is most often a slip', () => {
    write('report.json', []);
    expect(problems()).toEqual([
      'report.json : is not known here; these are: situation.json, reports.json, disputes.json',
    ]);
  });

  it('holds a list where a list is due', () => {
    write(first, { developments: [] });
    expect(problems()).toContain(`${first} : must be a list of developments`);
  });
});

describe('everything that is wrong', () => {
  it('is told at once, by file and field', () => {
    put('situation.json', ['title'], '');
    put('reports.json', [0, 'publishedAt'], '1 October');
    put('disputes.json', [0, 'reason'], undefined);
    put(first, [0, 'kind'], 'PhoneCall');
    put(first, [3, 'occurred', 'from'], '2020-13-01');
    expect(problems().map((line) => line.split(': ')[0])).toEqual([
      'situation.json /title',
      'reports.json /0/publishedAt',
      'disputes.json /0/reason',
      `${first} /0/kind`,
      `${first} /3/occurred/from`,
    ]);
  });

  it('stands in the message a line each', () => {
    put(first, [0, 'kind'], 'PhoneCall');
    put('reports.json', [1, 'language'], 'English');
    const { message } = failure();
    expect(message).toContain(`The situation in ${folder} cannot be used:\n`);
    expect(message).toMatch(/\n {2}reports\.json at \/1\/language: must be a language tag/);
    expect(message).toMatch(/\n {2}developments\/report-003\.json at \/0\/kind: /);
  });
});

describe('an id that stands twice', () => {
  it('is found across the files of developments', () => {
    put(first, [1, 'id'], 'S2-01');
    expect(problems()).toEqual([
      `${first} /1/id: "S2-01" is also in developments/report-002.json at /0; give one of the two another id, or merge them into one with both sources`,
    ]);
  });

  it.each(['actors', 'places', 'processes', 'subjects'])('is found among the %s', (list) => {
    const description = read('situation.json') as Record<string, { id: string }[]>;
    const items = description[list] ?? [];
    items.push({ ...items[0], id: items[0]?.id ?? '' });
    write('situation.json', description);
    expect(problems()).toContainEqual(
      expect.stringContaining(`is also /${list}/0; give one of the two another id or drop it`),
    );
  });

  it('is found among the issues of a negotiation and among the reports', () => {
    put('situation.json', ['processes', 7, 'issues', 1, 'id'], 'location');
    put('reports.json', [1, 'id'], 'report-003');
    expect(problems()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('situation.json /processes/7/issues/1/id: "location" is also'),
        expect.stringContaining('reports.json /1/id: "report-003" is also /0'),
      ]),
    );
  });
});

describe('a name that nobody defines', () => {
  it.each<{ what: string; file: string; place: Place; value: string }>([
    { what: 'an actor', file: first, place: [0, 'actors', 0, 'id'], value: 'lavrow' },
    { what: 'who makes a claim', file: first, place: [1, 'claim', 'by'], value: 'rusia' },
    {
      what: 'who accuses',
      file: 'developments/report-004.json',
      place: [18, 'details', 'accuser'],
      value: 'azerbaidjan',
    },
    { what: 'a place', file: first, place: [1, 'places', 0], value: 'karabagh' },
    {
      what: 'a process',
      file: 'developments/report-000.json',
      place: [2, 'process'],
      value: 'peacekepers-russia',
    },
    { what: 'a subject', file: first, place: [1, 'claim', 'subject'], value: 'purpose-of-call' },
    { what: 'a report', file: first, place: [0, 'sources', 0, 'report'], value: 'report-005' },
    {
      what: 'what a ruling rests on',
      file: 'disputes.json',
      place: [0, 'basedOn', 0],
      value: 'S9-01',
    },
    {
      what: 'the subject of a ruling',
      file: 'disputes.json',
      place: [0, 'subject'],
      value: 'peacekeepers',
    },
    {
      what: 'the state of an actor',
      file: 'situation.json',
      place: ['actors', 7, 'of'],
      value: 'turky',
    },
    { what: 'a party', file: 'situation.json', place: ['parties', 0, 'actor'], value: 'armenien' },
    {
      what: 'a contributor',
      file: 'situation.json',
      place: ['processes', 5, 'contributor'],
      value: 'rusia',
    },
    {
      what: 'who takes a stance',
      file: 'situation.json',
      place: ['subjects', 0, 'parties', 0],
      value: 'azerbaidjan',
    },
    {
      what: 'the place around a place',
      file: 'situation.json',
      place: ['places', 3, 'within'],
      value: 'karabagh',
    },
    {
      what: 'the place of an area',
      file: 'situation.json',
      place: ['outline', 'areas', 0, 'place'],
      value: 'armenien',
    },
  ])('is found: $what', ({ file, place, value }) => {
    put(file, place, value);
    const found = problems();
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${file} /${place.join('/')}: names the`);
    expect(found[0]).toContain(`"${value}"`);
  });

  it('is found where an issue belongs to another negotiation', () => {
    const file = 'developments/report-001.json';
    put(file, [0, 'process'], 'working-group');
    expect(problems()).toEqual([
      expect.stringContaining(`${file} /0/details/issue: names the issue`),
    ]);
  });
});

describe('what contradicts', () => {
  it('a source says of its report what the list of reports says', () => {
    put(first, [0, 'sources', 0, 'publishedAt'], '2020-10-02');
    put(first, [1, 'sources', 0, 'translatedFrom'], 'fr');
    expect(problems()).toEqual([
      `${first} /0/sources/0/publishedAt: must be "2020-10-01", as in reports.json for "report-003"`,
      `${first} /1/sources/0/translatedFrom: must be left out, as in reports.json for "report-003"`,
    ]);
  });

  it('a kind belongs to its own sort of process', () => {
    put('developments/report-000.json', [2, 'process'], 'monitoring-centre');
    expect(problems()).toEqual([
      expect.stringContaining('developments/report-000.json /2/process: is a negotiation'),
    ]);
  });

  it('a dispute is resolved once', () => {
    const [resolution] = read('disputes.json') as unknown[];
    write('disputes.json', [resolution, resolution]);
    expect(problems()).toEqual([
      'disputes.json /1/subject: "turkish-peacekeepers" is resolved twice; keep one',
    ]);
  });

  it('no place lies within itself, directly or by way of others', () => {
    put('situation.json', ['places', 0, 'within'], 'shusha');
    const found = problems();
    expect(found).toContain('situation.json /places/0/within: puts "south-caucasus" within itself');
    expect(found).toContain('situation.json /places/3/within: puts "shusha" within itself');
    expect(found.join()).not.toContain('"moscow"');
  });
});
