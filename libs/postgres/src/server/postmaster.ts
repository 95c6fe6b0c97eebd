import { execFile } from 'node:child_process';
import { link, readFile, readlink, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasCode } from '../errors.ts';

/** A running server, as its own `postmaster.pid` describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly status: 'starting' | 'stopping' | 'ready';
}

/** The server that runs on this data folder now. A pid file left by a dead server is not one: the system
 * may have given its number to somebody else, which would stop PostgreSQL from starting, so such a file is put away. */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const file = join(data, 'postmaster.pid');
  const text = await readPidFile(file);
  if (text === undefined) return undefined;
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Math.abs(Number(lines[0]));
  if (Number.isInteger(pid) && pid > 0 && (await serves(pid, data))) {
    return { pid, port: Number(lines[3] ?? 0), status: statusOf(lines[7]) };
  }
  if (text !== '') await putAway(file, text);
  return undefined;
}

/** True while a process with this number exists, whoever owns it. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function statusOf(line: string | undefined): Postmaster['status'] {
  if (line === 'ready') return 'ready';
  return line === 'stopping' ? 'stopping' : 'starting';
}

async function readPidFile(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** A postmaster works inside its data folder, so its working directory tells it from a stranger with its number. */
async function serves(pid: number, data: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    return readlink(`/proc/${String(pid)}/cwd`).then(
      (cwd) => cwd === data,
      () => false,
    );
  }
  return promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).then(
    ({ stdout }) => stdout.includes('postgres') && stdout.includes(data),
    () => false,
  );
}

/** Removes exactly the file that was judged: a newer one, written meanwhile by a server that starts, goes back. */
async function putAway(file: string, judged: string): Promise<void> {
  const aside = `${file}.stale-${String(process.pid)}`;
  try {
    await rename(file, aside);
    if ((await readFile(aside, 'utf8')) !== judged) await link(aside, file);
    await rm(aside);
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'EEXIST')) throw error;
  }
}
