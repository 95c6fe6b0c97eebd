import type { ClientBase, Pool } from 'pg';
import { timed } from '../postgres/timed-query.ts';
import { tableName, type GenerationId } from './table.ts';

// An end after $1 was not yet known there.
const selectWrongEnd = (id: GenerationId): string => `
  select min(r.position) as position
  from (
    select t.position, case when t.superseded_at <= $1::bigint then t.superseded_at end as ending,
      lead(t.position) over (partition by t.key order by t.position) as next
    from ${tableName(id)} t
    where t.position <= $1::bigint
  ) r
  where r.ending is distinct from r.next`;

/** Every revision of a long log is sorted by its key. */
const longestMs = 3_600_000;

/**
 * The position of the first revision that does not end where the next one of its key begins, among those up to `through`; null when there
 * is none. No digest covers the ends.
 */
export async function firstWrongEnd(
  client: ClientBase | Pool,
  id: GenerationId,
  through: number,
): Promise<number | null> {
  const { rows } = await client.query<{ position: string | null }>(
    timed({ text: selectWrongEnd(id), values: [through] }, longestMs),
  );
  const position = rows[0]?.position ?? null;
  return position === null ? null : Number(position);
}
