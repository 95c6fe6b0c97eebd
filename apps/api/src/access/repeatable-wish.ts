import type { CreatedKey, Key } from '@ceasefire/contracts';
import type { EntityManager } from 'typeorm';
import { findKept, takeFirst } from '../repeating/kept-answer.ts';
import type { RequestIdentity } from '../repeating/request-identity.ts';
import { derivedSecret } from './secret.ts';

/** A wish for a key that may come again, by the same caller. */
export interface RepeatableWish {
  readonly identity: RequestIdentity;
  readonly callerSecret: string;
}

/** What is kept of the first answer: the key without its secret, and what the secret was derived with. */
interface FirstAnswer {
  readonly shown: Key;
  readonly salt: Buffer;
}

/**
 * What was answered to the earlier wish with this identity, the secret derived once more; undefined where this is the first, which is then kept
 * if the transaction is.
 * @throws CommandReused when the earlier one asked for something else
 */
export async function findEarlier(
  manager: EntityManager,
  { identity, callerSecret }: RepeatableWish,
  { shown, salt }: FirstAnswer,
): Promise<CreatedKey | undefined> {
  const query = (sql: string, values: unknown[]): Promise<readonly unknown[]> =>
    manager.query(sql, values);
  if (await takeFirst(query, identity, { answer: JSON.stringify(shown), salt })) return undefined;
  const kept = await findKept(query, identity);
  if (typeof kept?.answer !== 'string' || kept.salt === null)
    throw new Error('What is kept of a wish for a key is no answer to one.');
  return { ...(JSON.parse(kept.answer) as Key), key: derivedSecret(callerSecret, kept.salt) };
}
