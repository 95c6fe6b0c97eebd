import { constants, type Stats } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { WrongUsage } from './output.ts';

/** What a file is that the command line names. @throws WrongUsage where there is none, it is a folder, or this user may not read it */
export async function namedFile(file: string): Promise<Stats> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) throw new WrongUsage(`There is no file ${file}.`);
  if (found.isDirectory()) throw new WrongUsage(`${file} is a folder, not a file.`);
  await access(file, constants.R_OK).catch(() => {
    throw new WrongUsage(`${file} may not be read by this user.`);
  });
  return found;
}
