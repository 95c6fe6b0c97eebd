import { CommandReused } from '@ceasefire/event-store';
import { insertAnswer, selectAnswer } from './kept-answers.sql.ts';
import type { RequestIdentity } from './request-identity.ts';

/** Sends a statement, within a transaction or not. Resolves with its rows. */
export type Query = (sql: string, values: unknown[]) => Promise<readonly unknown[]>;

/** What is kept of a request. */
export interface KeptAnswer {
  /** JSON; null while it is not answered, and where that was cut off. */
  readonly answer: string | null;
  readonly salt: Buffer | null;
  /** Whether it may be under way still. */
  readonly recent: boolean;
}

/** After this long without an answer nobody waits for it any more. */
const patienceMs = 10_000;

/** Takes the request as the first with its identity, with what is known of its answer; false: there was an earlier one. */
export async function takeFirst(
  query: Query,
  { commandId, fingerprint }: RequestIdentity,
  known?: { readonly answer: string; readonly salt: Buffer },
): Promise<boolean> {
  const { answer = null, salt = null } = known ?? {};
  const inserted = await query(insertAnswer, [commandId, fingerprint, answer, salt]);
  return inserted.length === 1;
}

/**
 * What is kept of the earlier request with this identity; undefined when nothing is.
 * @throws CommandReused when that one asked for something else
 */
export async function findKept(
  query: Query,
  { commandId, fingerprint }: RequestIdentity,
): Promise<KeptAnswer | undefined> {
  const [row] = (await query(selectAnswer, [commandId, patienceMs])) as readonly (KeptAnswer & {
    readonly fingerprint: string;
  })[];
  if (row !== undefined && row.fingerprint !== fingerprint) throw new CommandReused(commandId);
  return row;
}
