import type pg from 'pg';
import { parsePosition } from './parse-position.ts';
import { rawText } from './raw-text.ts';
import { verifyRangeStatement } from './verify-range.sql.ts';

/**
 * Checks the hash chain from position `from` (1 or more) to `to`, both included; beyond the head, or the last row of a log without one, nothing is checked.
 *
 * Returns the first position that is missing, altered or out of order, or undefined when all is well. Whoever could rewrite every later
 * row and the head goes unseen: keep a head's hash elsewhere and compare.
 */
export async function verifyRange(
  pool: pg.Pool,
  from: number,
  to: number,
): Promise<number | undefined> {
  const result = await pool.query<{ position: string | null }>({
    ...verifyRangeStatement,
    values: [from, to],
    types: rawText,
  });
  const position = result.rows[0]?.position ?? null;
  return position === null ? undefined : parsePosition(position);
}
