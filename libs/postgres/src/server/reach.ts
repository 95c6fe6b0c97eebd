import { chmod, lstat, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresError } from '../errors.ts';
import type { Account } from './account.ts';
import { run } from './run.ts';

/** True when `account` may enter this folder and read what is in it. */
export async function canEnter(folder: string, account: Account | undefined): Promise<boolean> {
  if (account === undefined) return true;
  const tried = await run('/bin/sh', ['-c', 'cd -- "$1" && test -r .', 'sh', folder], { account });
  return tried.status === 0;
}

/** A folder of ours, outside the project, that `account` can enter and nobody else can write to.
 * Throws `NO_REACHABLE_FOLDER` when there is none. */
export async function reachableFolder(account: Account | undefined): Promise<string> {
  const ourUid = process.getuid?.() ?? 0;
  const candidates = [
    ...(ourUid === 0 ? ['/var/lib/ceasefire-monitor'] : []),
    join(tmpdir(), `ceasefire-monitor-${String(ourUid)}`),
  ];
  for (const folder of candidates) {
    if ((await claim(folder, ourUid)) && (await canEnter(folder, account))) return folder;
  }
  const unguessed = await mkdtemp(join(tmpdir(), 'ceasefire-monitor-'));
  await chmod(unguessed, 0o755);
  if (await canEnter(unguessed, account)) return unguessed;
  throw new PostgresError(
    'NO_REACHABLE_FOLDER',
    `No folder for the database can be reached by the user with id ${String(account?.uid)}. ` +
      'Move the project out of the private folder, or set DATA_DIR or DATABASE_URL.',
  );
}

/** A name anybody can guess is only ours when we own it and others cannot write to it. */
async function claim(folder: string, ourUid: number): Promise<boolean> {
  try {
    if ((await mkdir(folder, { recursive: true })) !== undefined) await chmod(folder, 0o755);
    const found = await lstat(folder);
    return found.isDirectory() && found.uid === ourUid && (found.mode & 0o022) === 0;
  } catch {
    return false; // Not writable here: the next candidate may be.
  }
}
