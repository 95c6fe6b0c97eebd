import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { CreatedKey, Key, NewKey } from '@ceasefire/contracts';
import type { EntityManager, Repository } from 'typeorm';
import type { LazyDatabase } from '../database/lazy-database.ts';
import { notFound, Problem } from '../problems/problem.ts';
import type { Clock } from '../tokens.ts';
import { apiKeyName, type ApiKey } from './api-key.ts';
import type { Principal } from './principal.ts';
import { findEarlier, type RepeatableWish } from './repeatable-wish.ts';
import { derivedSecret, hashOf, newSalt, newSecret } from './secret.ts';

/** A key revoked on another node is refused here after this long at most. */
const rememberedMs = 5_000;
/** How often at most a key's last use is written down. */
const usedEveryMs = 60_000;
/** Most keys remembered; more than anybody has. */
const mostRemembered = 1_000;

/** Every key there is: finds, makes and revokes them. */
export class KeyRing {
  readonly #database: Pick<LazyDatabase, 'get'>;
  readonly #clock: Clock;
  readonly #remembered = new Map<string, { readonly key: ApiKey; readonly at: number }>();
  readonly #usedAt = new Map<string, number>();

  constructor(database: Pick<LazyDatabase, 'get'>, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Who holds the secret, or undefined when no key that is valid now has it. Throws what the database throws. */
  async find(secret: string): Promise<Principal | undefined> {
    const hash = hashOf(secret);
    const key = await this.#lookUp(hash);
    if (key === undefined || !timingSafeEqual(key.hash, hash)) return undefined;
    const now = this.#clock();
    if (key.expiresAt !== null && key.expiresAt.getTime() <= now) return undefined;
    this.#noteUse(key.id, now);
    return { id: key.id, name: key.name, role: key.role };
  }

  /** The keys that are not revoked, oldest first. */
  async list(): Promise<readonly Key[]> {
    const rows = await this.#rows();
    const keys = await rows
      .createQueryBuilder('key')
      .where('key.revokedAt is null')
      .orderBy({ 'key.createdAt': 'ASC', 'key.id': 'ASC' })
      .getMany();
    return keys.map(shown);
  }

  /**
   * Makes a key; the answer is the only time that its secret is seen, but by the caller who repeats a wish that may come again.
   * @throws Problem 409 when a key has the name, 422 when it would have expired already; CommandReused when the earlier wish was another
   */
  async create(wanted: NewKey, createdBy: string, wish?: RepeatableWish): Promise<CreatedKey> {
    const now = this.#clock();
    const expiresAt = wanted.expiresAt === undefined ? null : new Date(wanted.expiresAt);
    const salt = newSalt();
    const key = wish === undefined ? newSecret() : derivedSecret(wish.callerSecret, salt);
    const { name, role } = wanted;
    const row = { ...blank(key, new Date(now)), name, role, createdBy, expiresAt };
    const database = await this.#database.get();
    return database.transaction(async (manager) => {
      const earlier = wish && (await findEarlier(manager, wish, { shown: shown(row), salt }));
      if (earlier !== undefined) return earlier;
      if (expiresAt !== null && expiresAt.getTime() <= now) throw alreadyExpired();
      await manager.insert(apiKeyName, row).catch(nameIsTaken);
      return { ...shown(row), key };
    });
  }

  /**
   * Revokes a key at once on this node, within seconds on others.
   * @throws Problem 404 when there is none, 409 when no admin key that lasts would be left
   */
  async revoke(id: string): Promise<void> {
    const database = await this.#database.get();
    await database.transaction(async (manager) => {
      await manager.query('lock table api_keys in share row exclusive mode');
      const keys = await validKeys(manager);
      const found = keys.find((key) => key.id === id);
      if (found === undefined) throw notFound('such key');
      if (isLasting(found) && keys.filter(isLasting).length === 1) throw lastAdmin();
      await manager.update(apiKeyName, { id }, { revokedAt: new Date(this.#clock()) });
    });
    this.forget();
  }

  /** Drops what is remembered, so that the next look-up asks the database. */
  forget(): void {
    this.#remembered.clear();
  }

  async #lookUp(hash: Buffer): Promise<ApiKey | undefined> {
    const name = hash.toString('base64url');
    const known = this.#remembered.get(name);
    if (known !== undefined && this.#clock() - known.at < rememberedMs) return known.key;
    const key = await (await this.#rows()).findOneBy({ hash });
    this.#remembered.delete(name);
    if (key?.revokedAt !== null) return undefined;
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
    this.#remembered.set(name, { key, at: this.#clock() });
    return key;
  }

  async #rows(): Promise<Repository<ApiKey>> {
    return (await this.#database.get()).getRepository<ApiKey>(apiKeyName);
  }

  #noteUse(id: string, now: number): void {
    if (now - (this.#usedAt.get(id) ?? 0) < usedEveryMs) return;
    this.#usedAt.set(id, now);
    this.#rows()
      .then((rows) => rows.update({ id }, { lastUsedAt: new Date(now) }))
      .catch(() => this.#usedAt.delete(id)); // Only a hint for people: the next use writes it.
  }
}

/** A row for a new key, to be given a name, a role and a maker. */
export const blank = (
  secret: string,
  createdAt: Date,
): Omit<ApiKey, 'name' | 'role' | 'createdBy'> => ({
  id: randomUUID(),
  hash: hashOf(secret),
  first: false,
  createdAt,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
});

const shown = (key: ApiKey): Key => ({
  id: key.id,
  name: key.name,
  role: key.role,
  createdAt: key.createdAt.toISOString(),
  createdBy: key.createdBy,
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
});

/** The keys that are not revoked, expired ones too. */
export const validKeys = (manager: EntityManager): Promise<ApiKey[]> =>
  manager.createQueryBuilder<ApiKey>(apiKeyName, 'key').where('key.revokedAt is null').getMany();

/** An admin's key that does not end by itself. */
const isLasting = ({ role, expiresAt }: ApiKey): boolean => role === 'admin' && expiresAt === null;

const lastAdmin = (): Problem =>
  new Problem('conflict', 'It is the last admin key that does not expire. Make another one first.');

const alreadyExpired = (): Problem =>
  new Problem('unprocessable', 'The key would have expired already.', {
    errors: [{ pointer: '/expiresAt', detail: 'must be in the future' }],
  });

function nameIsTaken(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined;
  if (constraint !== 'api_keys_name') throw error;
  throw new Problem('conflict', 'A key has this name. Take another one, or revoke that key.', {
    cause: error,
    errors: [{ pointer: '/name', detail: 'is the name of another key' }],
  });
}
