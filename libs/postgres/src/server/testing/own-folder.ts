import { afterEach, beforeEach } from '@jest/globals';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostmaster } from '../postmaster.ts';
import { killOthers } from './other-process.ts';

/** Each test of the suite has a folder to itself, whose other processes end with it. */
export function ownFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'ceasefire monitor ')));
    await chmod(folder, 0o755);
  });

  afterEach(async () => {
    killOthers();
    await rm(folder, { recursive: true, force: true });
  });
  return () => folder;
}

/** The process id of the server of a folder, if it runs. */
export async function postmasterOf(dataDir: string): Promise<number | undefined> {
  return (await findPostmaster(await realpath(join(dataDir, 'postgres', 'data'))))?.pid;
}
