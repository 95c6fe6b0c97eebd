import type { ClientBase, Pool } from 'pg';

/** What the server does when a process freezes within a transaction: it ends it, so that its locks do not outlive its lease. */
const frozenAfterMs = 1_000;

/** The same where its locks are in nobody's way: a process that is only short of processor time must not lose its work for it. */
const frozenUnseenAfterMs = 30_000;

/** Does `work` in one transaction on one connection, which is thrown away when anything fails. */
export function inTransaction<Result>(
  pool: Pool,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  return between(pool, beginEndedAfter(frozenAfterMs), work);
}

/** The same for work on what nobody else reads or writes. */
export function inUnseenTransaction<Result>(
  pool: Pool,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  return between(pool, beginEndedAfter(frozenUnseenAfterMs), work);
}

const beginEndedAfter = (ms: number): string =>
  `begin; set local idle_in_transaction_session_timeout = ${ms}`;

/** Reads several times from one state of the database; nobody waits for it. */
export function inSnapshot<Result>(
  pool: Pool,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  return between(pool, 'begin isolation level repeatable read read only', work);
}

async function between<Result>(
  pool: Pool,
  begin: string,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let failure: Error | undefined;
  // A connection that breaks between two statements is reported here; the next statement fails for it.
  const noted = (error: Error): void => void (failure = error);
  client.on('error', noted);
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.off('error', noted);
    // A closed connection rolls back by itself, even where `rollback` could no longer be sent.
    client.release(failure);
  }
}
