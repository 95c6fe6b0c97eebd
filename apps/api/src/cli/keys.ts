import { newKeySchema, type Role } from '@ceasefire/contracts';
import { KeyRing } from '../access/key-ring.ts';
import { createLazyDatabase } from '../database/lazy-database.ts';
import { withoutCompiling } from '../database/pools.ts';
import { invalid } from '../problems/zod-problem.ts';
import { createLogger } from '../serving/logger.ts';
import { authorName } from './author.ts';
import { CommandFailed, say, type Shown, WrongUsage, write, writeJson } from './output.ts';
import { withDatabase } from './session.ts';

/** Lists the keys that are not revoked. */
export const listKeys = ({ json }: Shown): Promise<void> =>
  withKeys(async (keys) => {
    const items = await keys.list();
    if (json === true) return writeJson({ items });
    for (const { id, name, role, expiresAt, lastUsedAt } of items)
      await write(
        `${id}  ${role.padEnd(8)}  ${name.padEnd(24)}  expires ${expiresAt ?? 'never'}, last used ${lastUsedAt ?? 'never'}\n`,
      );
  });

/** The key that is wished for. */
export interface Created extends Shown {
  readonly name: string;
  readonly role: Role;
  readonly expires?: string;
}

/** Makes a key and prints it, this once. @throws WrongUsage naming what is wrong with the wish */
export const createKey = ({ name, role, expires, json }: Created): Promise<void> =>
  withKeys(async (keys) => {
    const wanted = newKeySchema.safeParse({ name, role, expiresAt: expires });
    if (!wanted.success) {
      const { errors } = invalid(wanted.error, 'options');
      throw new WrongUsage(
        errors.map(({ pointer, detail }) => `${optionOf(pointer)}: ${detail}.`).join('\n'),
      );
    }
    const created = await keys.create(wanted.data, authorName());
    if (json === true) return writeJson(created);
    say('The key is shown this once; keep it:');
    return write(`${created.key}\n`);
  });

const optionOf = (pointer: string): string =>
  pointer === '/expiresAt' ? '--expires' : `--${pointer.slice(1)}`;

/** Whether the key is really to go. */
export interface Revoked extends Shown {
  readonly yes?: true;
}

/** Revokes a key. @throws CommandFailed when there is none, or without --yes */
export async function revokeKey(id: string, { yes, json }: Revoked): Promise<void> {
  if (yes !== true)
    throw new CommandFailed('Nobody could write with the key any more. Add --yes to revoke it.');
  await withKeys(async (keys) => {
    const known = (await keys.list()).find((key) => key.id === id);
    if (!known) throw new CommandFailed(`There is no key ${id}. \`keys list\` shows the ids.`);
    await keys.revoke(id);
    if (json === true) return writeJson({ id, name: known.name, revoked: true });
    say('Revoked. Running servers notice within five seconds.');
  });
}

const withKeys = (work: (keys: KeyRing) => Promise<void>): Promise<void> =>
  withDatabase(async ({ config, databaseUrl }) => {
    const options = { connectionString: databaseUrl, options: withoutCompiling };
    const database = createLazyDatabase(options, createLogger(config));
    try {
      await work(new KeyRing(database, Date.now));
    } finally {
      await database.close();
    }
  });
