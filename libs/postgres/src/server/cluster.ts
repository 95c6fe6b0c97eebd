import { createHash, randomBytes } from 'node:crypto';
import {
  chown,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hasCode, PostgresError } from '../errors.ts';
import { exists, makeFolder, written } from '../folder.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { canEnter, reachableFolder } from './reach.ts';
import { run } from './run.ts';

/** An initialised database folder and the secret that opens it. */
export interface Cluster {
  /** Holds `data/`, `password` and `server.log`. */
  readonly home: string;
  readonly data: string;
  readonly password: string;
}

/** What it takes to make a cluster. */
interface Making {
  readonly dataDir: string;
  readonly account: Account | undefined;
  readonly binaries: Binaries;
  readonly log: (line: string) => void;
  /** Called when the program that makes it was started. */
  readonly meanwhile: () => void;
}

/** The superuser of an embedded server. */
export const superuser = 'postgres';

const name = 'postgres';

/** The cluster of this data folder, or undefined when it has none yet.
 * Throws `DATA_UNREACHABLE` when there is one that we cannot open. */
export async function findCluster(dataDir: string): Promise<Cluster | undefined> {
  const pointer = join(dataDir, name);
  try {
    const home = await realpath(pointer);
    const password = await readFile(join(home, 'password'), 'utf8');
    return { home, data: join(home, 'data'), password: password.trim() };
  } catch (cause) {
    if (hasCode(cause, 'ENOENT') && !(await exists(pointer))) return undefined;
    if (hasCode(cause, 'ENOTDIR'))
      throw new PostgresError('DATA_UNREACHABLE', `${dataDir} is a file: give DATA_DIR a folder.`, {
        cause,
      });
    throw new PostgresError(
      'DATA_UNREACHABLE',
      `The database that ${pointer} stands for cannot be opened. Start as the user who made it; ` +
        `or, to begin with an empty one, remove ${pointer}.`,
      { cause },
    );
  }
}

/** Makes the cluster of this data folder. It appears whole or not at all, so two makers, or one that is killed, do no harm:
 * the slower one takes the faster one's. */
export async function createCluster(options: Making): Promise<Cluster> {
  const { dataDir, account, log } = options;
  await makeFolder(dataDir);
  const near = await canEnter(dataDir, account);
  const parent = near ? dataDir : await reachableFolder(account);
  const prefix = join(parent, near ? `${name}.new-` : `${digest(dataDir)}-`);
  const draft = await written(parent, mkdtemp(prefix));
  try {
    await initialise(draft, options);
    const pointer = join(dataDir, name);
    if (near) await rename(draft, pointer);
    else await symlink(draft, pointer);
    if (!near) log(`The database is in ${draft}, because its user cannot reach ${dataDir}`);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) throw error;
  }
  const cluster = await findCluster(dataDir);
  if (cluster === undefined) throw new Error(`${dataDir} was removed while it was being filled`);
  return cluster;
}

/** Of the folder that names a project's data: short, stable, and says nothing about the path. */
function digest(dataDir: string): string {
  const short = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return `${basename(dataDir).replaceAll(/[^A-Za-z0-9_-]/g, '')}-${short}`;
}

async function initialise(
  home: string,
  { account, binaries, meanwhile }: Pick<Making, 'account' | 'binaries' | 'meanwhile'>,
): Promise<void> {
  const passwordFile = join(home, 'password');
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (account !== undefined) {
    await chown(passwordFile, account.uid, account.gid);
    await chown(home, account.uid, account.gid);
  }
  const args = [
    ['-D', 'data', '-U', superuser, `--pwfile=password`, '--auth=scram-sha-256'],
    ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ['--no-instructions'],
  ].flat();
  const making = run(binaries.initdb, args, { account, cwd: home });
  meanwhile();
  const made = await making;
  if (made.status !== 0) {
    throw new PostgresError('INIT_FAILED', `initdb failed in ${home}:\n${made.output.trim()}`);
  }
}
