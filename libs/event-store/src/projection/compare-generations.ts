import type { Pool } from 'pg';
import { tableName, type GenerationId } from './table.ts';
import { inTransaction } from './transaction.ts';

const stride = 20_000;

/**
 * Where two generations hold different revisions; the end of one counts as far as $3. Rows are compared byte by byte as they are stored
 * (`*<>`): to make texts of their states took longer than all the rest.
 */
const firstDifferenceSql = (one: GenerationId, other: GenerationId): string => {
  const range = (id: GenerationId): string => `(
      select t.position, t.key, t.state,
        case when t.superseded_at <= $3::bigint then t.superseded_at end as ending
      from ${tableName(id)} t
      where t.position > $1::bigint and t.position <= $2::bigint)`;
  return `
    select min(position) as position
    from ${range(one)} a
    full join ${range(other)} b using (position)
    where row(a.key, a.state, a.ending)::record *<> row(b.key, b.state, b.ending)::record`;
};

/**
 * The first log position at which two generations part, as their rows stand: another key, another state, another end of a revision, or
 * a row that only one of them has. Looks at positions up to `through`; null when there is no difference.
 */
export async function firstDifference(
  pool: Pool,
  [one, other]: readonly [GenerationId, GenerationId],
  through: number,
): Promise<number | null> {
  const sql = firstDifferenceSql(one, other);
  for (let after = 0; after < through; after += stride) {
    const to = Math.min(through, after + stride);
    const rows = await inTransaction(pool, async (client) => {
      await client.query(inOrder);
      const values = [after, to, through];
      return (await client.query<{ position: string | null }>(sql, values)).rows;
    });
    const position = rows[0]?.position ?? null;
    if (position !== null) return Number(position);
  }
  return null;
}

/** Both are read by the index of their positions, side by side: to hash rows of this width and share them out took several times as long. */
const inOrder = 'set local max_parallel_workers_per_gather = 0; set local enable_hashjoin = off';

const selectRange = (id: GenerationId): string => `
  select t.position, t.key, t.state::text as state
  from ${tableName(id)} t
  where t.position > $1::bigint and t.position <= $2::bigint
  order by t.position`;

/** A revision as it should be. */
interface Expected {
  readonly key: string;
  readonly position: number;
  readonly text: string;
}

/** The same against revisions in memory, which are all those of the positions after `after` up to `to`. */
export async function firstDifferenceFrom(
  pool: Pool,
  id: GenerationId,
  { after, to, expected }: { after: number; to: number; expected: readonly Expected[] },
): Promise<number | null> {
  const { rows } = await pool.query<{ position: string; key: string; state: string }>(
    selectRange(id),
    [after, to],
  );
  for (let index = 0; index < Math.max(rows.length, expected.length); index += 1) {
    const row = rows[index];
    const wanted = expected[index];
    const position = row ? Number(row.position) : Infinity;
    if (position === wanted?.position && row?.key === wanted.key && row.state === wanted.text) {
      continue;
    }
    return Math.min(position, wanted?.position ?? Infinity);
  }
  return null;
}
