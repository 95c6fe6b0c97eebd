import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, written } from '@ceasefire/postgres';
import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Config } from '../config.ts';
import type { LazyDatabase } from '../database/lazy-database.ts';
import { apiKeyName } from './api-key.ts';
import { blank, validKeys } from './key-ring.ts';
import { hashOf, newSecret } from './secret.ts';

/** Where the first admin's key is, for the line that the start prints. `secret` is there only when it was made just now. */
export type FirstKey =
  | { readonly from: 'environment' }
  | { readonly from: 'file'; readonly path: string; readonly secret?: string }
  /** The database has an admin key that this node's data folder does not hold. */
  | { readonly from: 'elsewhere' };

/**
 * Makes sure that an admin can get in: `ADMIN_KEY` is the first key (another value replaces the former one), or else one is made
 * once and kept in `DATA_DIR/admin-key`, readable by its owner alone. A file left from an earlier database is used again.
 */
export async function ensureFirstKey(
  { pool, database }: { readonly pool: Pool; readonly database: Pick<LazyDatabase, 'get'> },
  config: Pick<Config, 'ADMIN_KEY' | 'DATA_DIR'>,
): Promise<FirstKey> {
  const path = join(config.DATA_DIR, 'admin-key');
  const known = config.ADMIN_KEY ?? (await read(path));
  // Every start but the first ends here.
  if (known !== undefined && (await isKey(pool, known)))
    return config.ADMIN_KEY === undefined ? { from: 'file', path } : { from: 'environment' };
  return (await database.get()).transaction(async (manager) => {
    await manager.query('lock table api_keys in share row exclusive mode');
    if (config.ADMIN_KEY === undefined) return fromFile(manager, path);
    await putFirst(manager, config.ADMIN_KEY);
    return { from: 'environment' };
  });
}

async function isKey(pool: Pool, secret: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'select from api_keys k where k.hash = $1::bytea and k.revoked_at is null',
    [hashOf(secret)],
  );
  return rowCount === 1;
}

async function fromFile(manager: EntityManager, path: string): Promise<FirstKey> {
  // Read again under the lock: another node of this folder may have made it meanwhile.
  const kept = await read(path);
  const keys = await validKeys(manager);
  if (kept !== undefined && keys.some(({ hash }) => hash.equals(hashOf(kept))))
    return { from: 'file', path };
  if (keys.some(({ role }) => role === 'admin')) return { from: 'elsewhere' };
  const secret = kept ?? newSecret();
  // The file first: a start killed in between finds it and uses it.
  if (kept === undefined) await write(path, secret);
  await putFirst(manager, secret);
  return kept === undefined ? { from: 'file', path, secret } : { from: 'file', path };
}

async function putFirst(manager: EntityManager, secret: string): Promise<void> {
  const hash = hashOf(secret);
  const keys = await validKeys(manager);
  if (keys.some((key) => key.hash.equals(hash))) return;
  const now = new Date();
  const former = keys.find(({ first }) => first);
  if (former !== undefined) await manager.update(apiKeyName, { id: former.id }, { revokedAt: now });
  await manager.delete(apiKeyName, { hash }); // Revoked before, and now it is wanted again.
  const taken = keys.some((key) => key.name === 'admin' && key !== former);
  await manager.insert(apiKeyName, {
    ...blank(secret, now),
    name: taken ? 'first admin' : 'admin',
    role: 'admin',
    createdBy: 'start',
    first: true,
  });
}

async function read(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  });
  return text.trim() === '' ? undefined : text.trim();
}

async function write(path: string, secret: string): Promise<void> {
  const folder = dirname(path);
  await makeFolder(folder);
  await written(folder, writeFile(path, `${secret}\n`, { mode: 0o600, flag: 'wx' }));
}

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
