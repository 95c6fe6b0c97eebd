import { stat } from 'node:fs/promises';
import { PostgresError } from '../errors.ts';
import type { Account } from './account.ts';
import { run } from './run.ts';

const unprivileged = ['postgres', 'nobody'];

/** PostgreSQL refuses root: the account to run it as instead, or undefined when we are not root.
 * Data that exists already decides, for only its owner can serve it.
 * Throws `NO_ACCOUNT` when the machine has no account to borrow. */
export async function accountFor(dataFolder: string | undefined): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (dataFolder !== undefined) return ownerOf(dataFolder);
  for (const name of unprivileged) {
    const account = await findAccount(name);
    if (account !== undefined) return account;
  }
  throw new PostgresError(
    'NO_ACCOUNT',
    `PostgreSQL does not run as root and there is no account named ${unprivileged.join(' or ')}. ` +
      'Start as an ordinary user, or set DATABASE_URL.',
  );
}

async function ownerOf(dataFolder: string): Promise<Account> {
  const { uid, gid } = await stat(dataFolder);
  if (uid !== 0) return { uid, gid };
  throw new PostgresError(
    'NO_ACCOUNT',
    `${dataFolder} belongs to root, and PostgreSQL does not run as root. ` +
      'Give the folder back to the account that made it (chown -R).',
  );
}

async function findAccount(name: string): Promise<Account | undefined> {
  const [user, group] = [await run('id', ['-u', name]), await run('id', ['-g', name])];
  const account = { uid: Number.parseInt(user.output, 10), gid: Number.parseInt(group.output, 10) };
  return user.status === 0 && group.status === 0 && account.uid > 0 ? account : undefined;
}
