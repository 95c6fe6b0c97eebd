import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SituationProblem } from './situation-error.ts';

/** A file of a situation that could be read as JSON. */
export interface JsonFile {
  /** Relative to the situation's folder. */
  readonly file: string;
  readonly value: unknown;
}

/**
 * What lies in a situation's folder. A file that could not be read is undefined and among the problems; a list that is left out is
 * empty. The files of `developments` are in the order of their names.
 */
export interface SituationFiles {
  readonly situation: JsonFile | undefined;
  readonly reports: JsonFile | undefined;
  readonly disputes: JsonFile | undefined;
  readonly developments: readonly JsonFile[];
  readonly problems: readonly SituationProblem[];
  /** The first failure to read, where there was one. */
  readonly cause: unknown;
}

const top = ['situation.json', 'reports.json', 'disputes.json'] as const;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads every JSON file of the folder. Only `situation.json` must be there; an unknown JSON file is a problem, as it may be a slip. */
export function readFiles(folder: string): SituationFiles {
  const problems: SituationProblem[] = [];
  const causes: unknown[] = [];
  const read = (file: string): JsonFile | undefined => {
    try {
      return { file, value: JSON.parse(utf8.decode(readFileSync(join(folder, file)))) as unknown };
    } catch (cause) {
      causes.push(cause);
      problems.push({ file, pointer: '', detail: unreadable(cause) });
      return undefined;
    }
  };
  const names = jsonNames(folder);
  for (const file of names.filter((name) => !(top as readonly string[]).includes(name)))
    problems.push({ file, pointer: '', detail: `is not known here; these are: ${top.join(', ')}` });
  const optional = (file: string) => (names.includes(file) ? read(file) : { file, value: [] });
  return {
    situation: read('situation.json'),
    reports: optional('reports.json'),
    disputes: optional('disputes.json'),
    developments: developmentFiles(folder).flatMap((file) => read(file) ?? []),
    problems,
    cause: causes[0],
  };
}

function developmentFiles(folder: string): readonly string[] {
  const here = readdirSync(folder, { withFileTypes: true });
  const found = here.some((entry) => entry.isDirectory() && entry.name === 'developments');
  return found ? jsonNames(join(folder, 'developments')).map((name) => `developments/${name}`) : [];
}

/** Sorted by code unit, not by the language of the machine, so that every machine loads in the same order. */
function jsonNames(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort((a, b) => (a < b ? -1 : 1));
}

function unreadable(cause: unknown): string {
  if (cause instanceof SyntaxError) return `is not JSON: ${cause.message}`;
  const code =
    typeof cause === 'object' && cause && 'code' in cause ? String(cause.code) : 'unknown';
  if (code === 'ENOENT') return 'is missing; every situation needs it';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'is not UTF-8; save it as UTF-8';
  return `cannot be read (${code}); check that it is a file and that this user may read it`;
}
