import { chmod, lstat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode, PostgresError } from './errors.ts';

/**
 * Makes the folder, and those above it, where there is none yet. One that was made may be entered by everybody: what is secret in it has
 * mode 0600 of its own.
 * @throws PostgresError DATA_UNREACHABLE when we may make nothing there
 */
export async function makeFolder(folder: string): Promise<void> {
  if (await written(folder, made(folder))) await chmod(folder, 0o755);
}

/** What was made in this folder. @throws PostgresError DATA_UNREACHABLE when we may make nothing there */
export async function written<T>(folder: string, making: Promise<T>): Promise<T> {
  return making.catch((cause: unknown) => {
    if (hasCode(cause, 'EACCES', 'EPERM'))
      throw unwritable(
        folder,
        cause,
        `Give that folder to the user with id ${String(process.geteuid?.())} (chown), or give DATA_DIR another one.`,
      );
    if (hasCode(cause, 'ENOENT', 'EROFS', 'ENOSYS', 'ENOTSUP'))
      throw unwritable(folder, cause, 'Give DATA_DIR a folder on another file system.');
    throw cause;
  });
}

/** Whether there is anything of that name. */
export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Whether it was us who made the folder. Not by Node's `recursive`: that tries for ever where a file system such as /proc says of a folder
 * that it makes none that the one above does not exist.
 */
async function made(folder: string): Promise<boolean> {
  const above = dirname(folder);
  if (above !== folder && !(await exists(above))) await made(above);
  return mkdir(folder).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'EEXIST')) return false;
      throw error;
    },
  );
}

const unwritable = (folder: string, cause: unknown, cure: string): PostgresError =>
  new PostgresError('DATA_UNREACHABLE', `Nothing can be written into ${folder}. ${cure}`, {
    cause,
  });
