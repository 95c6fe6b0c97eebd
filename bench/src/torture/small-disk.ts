import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasCode } from './has-code.ts';

/** A file system of a few megabytes, in memory, that can be filled and relieved. */
export interface SmallDisk {
  /** Takes what room there is left. */
  fill(): Promise<void>;
  /** Gives the room back. */
  relieve(): Promise<void>;
  remove(): Promise<void>;
}

const run = promisify(execFile);
const chunk = Buffer.alloc(64 * 1024, 'x');

/** Mounts one at `folder`, which is made. @throws what `mount` says: it takes the rights of root */
export async function smallDisk(folder: string, megabytes: number): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m,mode=755`, 'tmpfs', folder]);
  const ballast = join(folder, 'ballast');
  return {
    async fill() {
      const file = await open(ballast, 'a', 0o600);
      try {
        for (let size = chunk.length; size >= 512; size /= 2)
          while (await written(file.write(chunk.subarray(0, size))));
      } finally {
        await file.close();
      }
    },
    relieve: () => rm(ballast, { force: true }),
    async remove() {
      // Lazily, for a server that was killed may not have left it yet.
      await run('umount', ['--lazy', folder]);
    },
  };
}

/** False when there is no room. */
async function written(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOSPC')) return false;
    throw error;
  }
}
