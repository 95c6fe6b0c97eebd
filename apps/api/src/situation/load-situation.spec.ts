import { describe, expect, it } from '@jest/globals';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSituation } from './load-situation.ts';
import { SituationError } from './situation-error.ts';
import { copiedSituation, first } from './testing/situation-copy.ts';

const { folder, write, put, problems, failure } = copiedSituation();

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
    expect(loadSituation(folder())).toEqual({
      ...loadSituation('karabakh-2020'),
      folder: folder(),
    });
  });

  it('may have neither reports nor developments nor disputes yet', () => {
    for (const name of ['reports.json', 'disputes.json', 'developments'])
      rmSync(join(folder(), name), { recursive: true });
    expect(loadSituation(folder())).toMatchObject({
      reports: [],
      developments: [],
      resolutions: [],
    });
  });

  it('may found a process in one file and name it in another', () => {
    put('developments/editorial.json', [0, 'process'], 'winter-truce');
    put(first, [0, 'process'], 'winter-truce');
    expect(problems()).toContainEqual(
      expect.stringContaining('editorial.json /0/process: names the process "winter-truce"'),
    );
    put('developments/editorial.json', [0, 'details'], { founds: { label: 'Winter truce' } });
    expect(loadSituation(folder()).developments).toHaveLength(107);
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
    expect(() => loadSituation(join(folder(), 'situation.json'))).toThrow(/is not a folder/);
  });
});

describe('a file of a situation', () => {
  it('must be there when it is the situation itself', () => {
    rmSync(join(folder(), 'situation.json'));
    expect(problems()).toEqual(['situation.json : is missing; every situation needs it']);
  });

  it('must be JSON, and the cause is kept', () => {
    writeFileSync(join(folder(), first), '[{"id": "S3-01",}]');
    const error = failure();
    expect(error.problems[0]).toMatchObject({ file: first, pointer: '' });
    expect(error.message).toMatch(/report-003\.json: is not JSON: .*position/);
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  it('must be UTF-8', () => {
    writeFileSync(join(folder(), 'reports.json'), Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]));
    expect(problems()).toEqual(['reports.json : is not UTF-8; save it as UTF-8']);
  });

  it('must be readable as a file', () => {
    rmSync(join(folder(), 'reports.json'));
    mkdirSync(join(folder(), 'reports.json'));
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
    expect(message).toContain(`The situation in ${folder()} cannot be used:\n`);
    expect(message).toMatch(/\n {2}reports\.json at \/1\/language: must be a language tag/);
    expect(message).toMatch(/\n {2}developments\/report-003\.json at \/0\/kind: /);
  });
});
