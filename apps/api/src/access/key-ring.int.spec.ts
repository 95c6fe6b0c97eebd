import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@ceasefire/postgres';
import pg from 'pg';
import { pino } from 'pino';
import { withoutCompiling } from '../database/pools.ts';
import { createLazyDatabase, type LazyDatabase } from '../database/lazy-database.ts';
import { migrate } from '../migrations/migrate.ts';
import { ensureFirstKey } from './first-key.ts';
import { KeyRing } from './key-ring.ts';

let place: TestDatabase;
let database: LazyDatabase;
let pool: pg.Pool;
let folder: string;
let keys: KeyRing;
let now: number;

const openDatabase = async (): Promise<void> => {
  place = await testDatabase(migrate);
  pool = new pg.Pool({ connectionString: place.url });
  const options = { connectionString: place.url, options: withoutCompiling };
  database = createLazyDatabase(options, pino({ level: 'silent' }));
  keys = new KeyRing(database, () => now);
};

const closeDatabase = async (): Promise<void> => {
  await Promise.all([database.close(), pool.end()]);
  await place.drop();
};

beforeEach(async () => {
  now = Date.now();
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
  await openDatabase();
});

afterEach(async () => {
  await closeDatabase();
  await rm(folder, { recursive: true });
});

const start = (ADMIN_KEY?: string) =>
  ensureFirstKey({ pool, database }, { ADMIN_KEY, DATA_DIR: folder });
const names = async (): Promise<readonly string[]> => (await keys.list()).map(({ name }) => name);

describe('the first admin key', () => {
  it('is made once, shown once and kept where only its owner reads it', async () => {
    const first = await start();
    const path = join(folder, 'admin-key');
    expect(first).toEqual({ from: 'file', path, secret: expect.stringMatching(/^cm_[\w-]{43}$/) });
    expect(await start()).toEqual({ from: 'file', path });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const secret = (await readFile(path, 'utf8')).trim();
    expect(await keys.find(secret)).toMatchObject({ name: 'admin', role: 'admin' });
  });

  it('is made once by many nodes that start together', async () => {
    const firsts = await Promise.all(Array.from({ length: 3 }, () => start()));
    expect(firsts.filter((first) => 'secret' in first)).toHaveLength(1);
    expect(await names()).toEqual(['admin']);
  });

  it('is that of the file when the database is a new one', async () => {
    await start();
    const secret = (await readFile(join(folder, 'admin-key'), 'utf8')).trim();
    await closeDatabase();
    await openDatabase();
    expect(await start()).not.toHaveProperty('secret');
    expect(await keys.find(secret)).toMatchObject({ role: 'admin' });
  });

  it('is not made where the database has an admin of another data folder', async () => {
    await start();
    await rm(join(folder, 'admin-key'));
    expect(await start()).toEqual({ from: 'elsewhere' });
    await writeFile(join(folder, 'admin-key'), 'cm_of_another_database');
    expect(await start()).toEqual({ from: 'elsewhere' });
  });

  it('is not made where it cannot be kept, which is said', async () => {
    const options = { ADMIN_KEY: undefined, DATA_DIR: '/proc/monitor' };
    await expect(ensureFirstKey({ pool, database }, options)).rejects.toMatchObject({
      code: 'DATA_UNREACHABLE',
    });
    expect(await names()).toEqual([]);
  });

  it('is ADMIN_KEY where that is set, and another value replaces it', async () => {
    expect(await start('first-key-of-the-admin')).toEqual({ from: 'environment' });
    expect(await keys.find('first-key-of-the-admin')).toMatchObject({ role: 'admin' });
    await start('second-key-of-the-admin');
    keys.forget();
    expect(await keys.find('first-key-of-the-admin')).toBeUndefined();
    expect(await keys.find('second-key-of-the-admin')).toMatchObject({ role: 'admin' });
    await start('first-key-of-the-admin');
    keys.forget();
    expect(await keys.find('first-key-of-the-admin')).toMatchObject({ role: 'admin' });
    expect(await names()).toEqual(['admin']);
  });
});

describe('a key', () => {
  it('is stored as a hash', async () => {
    const { key } = await keys.create({ name: 'anna', role: 'editor' }, 'admin');
    const { rows } = await pool.query('select * from api_keys');
    expect(JSON.stringify(rows)).not.toContain(key.slice(3));
    expect(await keys.find(key)).toMatchObject({ name: 'anna', role: 'editor' });
  });

  it('is listed without its secret', async () => {
    const { key, ...shown } = await keys.create({ name: 'anna', role: 'editor' }, 'admin');
    expect(key).toMatch(/^cm_/);
    expect(await keys.list()).toEqual([shown]);
  });

  it('that nobody made is unknown', async () => {
    expect(await keys.find('cm_nobody')).toBeUndefined();
  });

  it('ends when it expires', async () => {
    const expiresAt = new Date(now + 60_000).toISOString();
    const { key } = await keys.create({ name: 'guest', role: 'viewer', expiresAt }, 'admin');
    expect(await keys.find(key)).toBeDefined();
    now += 60_000;
    expect(await keys.find(key)).toBeUndefined();
  });

  it('cannot expire before it is made', async () => {
    const expiresAt = new Date(now - 1).toISOString();
    await expect(
      keys.create({ name: 'late', role: 'viewer', expiresAt }, 'admin'),
    ).rejects.toMatchObject({
      kind: 'unprocessable',
      errors: [{ pointer: '/expiresAt' }],
    });
  });

  it('shares its name with no other, until it is revoked', async () => {
    const { id } = await keys.create({ name: 'anna', role: 'editor' }, 'admin');
    const again = () => keys.create({ name: 'anna', role: 'viewer' }, 'admin');
    await expect(again()).rejects.toMatchObject({
      kind: 'conflict',
      errors: [{ pointer: '/name' }],
    });
    await keys.revoke(id);
    expect(await again()).toMatchObject({ name: 'anna' });
  });

  it('is refused as soon as it is revoked here, and within seconds where another node did', async () => {
    const elsewhere = new KeyRing(database, () => now);
    const { key, id } = await keys.create({ name: 'anna', role: 'editor' }, 'admin');
    expect(await elsewhere.find(key)).toBeDefined();
    await keys.revoke(id);
    expect(await keys.find(key)).toBeUndefined();
    now += 5_000;
    expect(await elsewhere.find(key)).toBeUndefined();
    await expect(keys.revoke(id)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('of the last lasting admin cannot be revoked, not even by two at once', async () => {
    await start();
    const [admin] = await keys.list();
    const later = new Date(now + 60_000).toISOString();
    await keys.create({ name: 'guest', role: 'admin', expiresAt: later }, 'admin');
    await expect(keys.revoke(admin?.id ?? '')).rejects.toMatchObject({ kind: 'conflict' });
    const { id } = await keys.create({ name: 'second', role: 'admin' }, 'admin');
    const both = await Promise.allSettled([keys.revoke(id), keys.revoke(admin?.id ?? '')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('remembers when it was last used', async () => {
    const { key } = await keys.create({ name: 'anna', role: 'editor' }, 'admin');
    await keys.find(key);
    for (;;) {
      const [anna] = await keys.list();
      if (anna?.lastUsedAt === new Date(now).toISOString()) break;
    }
  });
});

describe('a wish for a key that comes again', () => {
  const wish = (commandId: string, callerSecret = 'cm_admin', fingerprint = 'f') => ({
    identity: { commandId, fingerprint },
    callerSecret,
  });
  const anna = { name: 'anna', role: 'editor' } as const;

  it('is answered as the first time by any node, two at once too, and makes one key', async () => {
    const elsewhere = new KeyRing(database, () => now);
    const nodes = [keys, elsewhere, keys, elsewhere];
    const answers = await Promise.all(nodes.map((node) => node.create(anna, 'admin', wish('k'))));
    const [first] = answers;
    expect(answers).toEqual(nodes.map(() => first));
    expect(await names()).toEqual(['anna']);
    expect(await elsewhere.find(first?.key ?? '')).toMatchObject({ id: first?.id });
    now += 3_600_000;
    expect(await elsewhere.create(anna, 'admin', wish('k'))).toEqual(first);
  });

  it('stores nothing that the secret follows from without that of the caller', async () => {
    const { key } = await keys.create(anna, 'admin', wish('k'));
    const other = await keys.create({ ...anna, name: 'other' }, 'admin', wish('l'));
    expect(other.key).not.toBe(key);
    const { rows } = await pool.query('select k::text, a::text from kept_answers k, api_keys a');
    expect(JSON.stringify(rows)).not.toContain(key.slice(3));
    expect((await keys.create(anna, 'admin', wish('k', 'cm_stolen'))).key).not.toBe(key);
  });

  it('is refused when it asks for something else', async () => {
    await keys.create(anna, 'admin', wish('k'));
    await expect(keys.create(anna, 'admin', wish('k', 'cm_admin', 'g'))).rejects.toMatchObject({
      name: 'CommandReused',
    });
  });

  it('is judged anew when it was refused, and answered when its key has expired', async () => {
    const { id } = await keys.create(anna, 'admin');
    await expect(keys.create(anna, 'admin', wish('k'))).rejects.toMatchObject({ kind: 'conflict' });
    await keys.revoke(id);
    const expiring = { ...anna, expiresAt: new Date(now + 1_000).toISOString() };
    const first = await keys.create(expiring, 'admin', wish('k'));
    now += 2_000;
    expect(await keys.create(expiring, 'admin', wish('k'))).toEqual(first);
  });
});
