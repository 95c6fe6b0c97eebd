import type { Pool } from 'pg';
import type { CollectedRevision } from './collector.ts';
import { columnArray, sentType } from './column-text.ts';
import { bigintArray } from './int64-array.ts';
import { quoted, tableName, type GenerationId } from './table.ts';
import { inTransaction } from './transaction.ts';

/** Those of a projection. */
type Columns = Readonly<Record<string, { readonly type: string }>>;

const stride = 20_000;

/**
 * Where two generations hold different revisions; the end of one counts as far as $3. Rows are compared byte by byte as they are stored
 * (`*<>`): to make texts of their states took longer than all the rest.
 */
const firstDifferenceSql = (
  one: GenerationId,
  other: GenerationId,
  columns: readonly string[],
): string => {
  const of = (table: string): string =>
    columns.map((name) => `, ${table}.${quoted(name)}`).join('');
  const range = (id: GenerationId): string => `(
      select t.position, t.key, t.state${of('t')},
        case when t.superseded_at <= $3::bigint then t.superseded_at end as ending
      from ${tableName(id)} t
      where t.position > $1::bigint and t.position <= $2::bigint)`;
  return `
    select min(position) as position
    from ${range(one)} a
    full join ${range(other)} b using (position)
    where row(a.key, a.state, a.ending${of('a')})::record
      *<> row(b.key, b.state, b.ending${of('b')})::record`;
};

/**
 * The first log position at which two generations part, as their rows stand: another key, state or column, another end of a revision,
 * or a row that only one of them has. Looks at positions up to `through`; null when there is no difference.
 */
export async function firstDifference(
  pool: Pool,
  [one, other]: readonly [GenerationId, GenerationId],
  { columns, through }: { readonly columns: Columns; readonly through: number },
): Promise<number | null> {
  const sql = firstDifferenceSql(one, other, Object.keys(columns));
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

/** $1 and $2 the positions, $3 those of the revisions as they should be, and from $4 their columns. */
const selectRange = (id: GenerationId, columns: Columns): string => {
  const entries = Object.entries(columns);
  const all = (table: string): string =>
    entries.map(([name]) => `${table}.${quoted(name)}`).join(', ');
  const wanted = entries.map(
    ([name, { type }], index) =>
      `, unnest($${4 + index}::${sentType(type)}[])::${type} as ${quoted(name)}`,
  );
  return `
    select t.position, t.key, t.state::text as state,
      row(${all('t')})::record *= row(${all('e')})::record as same
    from ${tableName(id)} t
    left join (select unnest($3::bigint[]) as position${wanted.join('')}) e using (position)
    where t.position > $1::bigint and t.position <= $2::bigint
    order by t.position`;
};

/** Revisions in memory: all those of the positions after `after` up to `to`. */
interface ExpectedRange {
  readonly after: number;
  readonly to: number;
  readonly expected: readonly CollectedRevision[];
}

interface ComparedRow {
  readonly position: string;
  readonly key: string;
  readonly state: string;
  /** Whether its columns are those that they should be. */
  readonly same: boolean;
}

/** The same against revisions in memory, but for where they end. */
export async function firstDifferenceFrom(
  pool: Pool,
  [id, columns]: readonly [GenerationId, Columns],
  { after, to, expected }: ExpectedRange,
): Promise<number | null> {
  const { rows } = await pool.query<ComparedRow>(selectRange(id, columns), [
    ...[after, to, bigintArray(expected.map(({ position }) => position))],
    ...Object.values(columns).map(({ type }, index) =>
      columnArray(
        type,
        expected.map((one) => one.columns[index] ?? null),
      ),
    ),
  ]);
  for (let index = 0; index < Math.max(rows.length, expected.length); index += 1) {
    const [row, wanted] = [rows[index], expected[index]];
    if (row && wanted && isSame(row, wanted)) continue;
    return Math.min(Number(row?.position ?? Infinity), wanted?.position ?? Infinity);
  }
  return null;
}

const isSame = (row: ComparedRow, wanted: CollectedRevision): boolean =>
  Number(row.position) === wanted.position &&
  row.key === wanted.key &&
  row.state === wanted.text &&
  row.same;
