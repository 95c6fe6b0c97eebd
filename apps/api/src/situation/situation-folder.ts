import { existsSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join, normalize } from 'node:path';
import { projectRoot } from '../config.ts';
import { SituationError } from './situation-error.ts';

/** The folder of the situations that come with the product, wherever the product stands; the same from source and when built. */
export const seedsFolder = join(projectRoot, 'seeds/');

const folderName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u;

/**
 * Where a situation lies: a folder's name in `seeds`, or the absolute path of a folder anywhere.
 * @throws SituationError when it is neither or no such folder is there
 */
export function situationFolder(situation: string, seeds: string = seedsFolder): string {
  if (!isAbsolute(situation) && !folderName.test(situation))
    throw missing(situation, 'must be the name of a folder in seeds/ or an absolute path', seeds);
  const folder = isAbsolute(situation) ? normalize(situation) : join(seeds, situation);
  if (!isFolder(folder)) throw missing(folder, 'is not there or is not a folder', seeds);
  return folder;
}

function missing(folder: string, what: string, seeds: string): SituationError {
  const known = situationsIn(seeds);
  const cure = known.length === 0 ? '' : ` Set SITUATION to one of: ${known.join(', ')}.`;
  return new SituationError(folder, [{ file: '.', pointer: '', detail: `${what}.${cure}` }]);
}

function situationsIn(seeds: string): readonly string[] {
  if (!isFolder(seeds)) return [];
  const named = readdirSync(seeds).filter((name) => folderName.test(name));
  return named.filter((name) => existsSync(join(seeds, name, 'situation.json'))).sort();
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
