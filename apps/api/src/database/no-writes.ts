import type { Pool } from 'pg';
import { isCausedBy } from './caused-by.ts';

/** SQLSTATE of a write to a standby, or to a database that was made read-only. */
const readOnly = '25006';

/** Whether the error, or what caused it, says that the database is there and takes no writes. */
export const takesNoWrites = (error: unknown): boolean => isCausedBy(error, readOnly);

/** Asks the database whether it takes no writes. Throws what `pg` throws when it cannot be reached. */
export async function isReadOnly(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ readOnly: boolean }>(
    `select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as "readOnly"`,
  );
  return rows[0]?.readOnly === true;
}
