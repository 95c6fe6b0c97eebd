import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSituation } from '../load-situation.ts';
import { SituationError } from '../situation-error.ts';
import { seedsFolder } from '../situation-folder.ts';

type Json = Record<string, unknown>;

/** Where something stands in a file: keys and indices from its top. */
export type Place = readonly (string | number)[];

/** A file of the copy with developments. */
export const first = 'developments/report-003.json';

/** Each test of the suite has a copy of the seed's situation to itself, to break it. */
export function copiedSituation() {
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

  function failure(): SituationError {
    try {
      loadSituation(folder);
    } catch (error) {
      if (error instanceof SituationError) return error;
      throw error;
    }
    throw new Error('the copy was loaded though it is broken');
  }

  /** What the loader says of the copy, a line a problem. */
  function problems(): readonly string[] {
    return failure().problems.map(({ file, pointer, detail }) => `${file} ${pointer}: ${detail}`);
  }

  return {
    /** The folder of the copy. */
    folder: () => folder,
    read,
    write,
    put,
    problems,
    failure,
  };
}
