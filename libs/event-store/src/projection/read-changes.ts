import type { Pool } from 'pg';
import type { Revision } from './projection.ts';
import { tableName, type GenerationId } from './table.ts';

/** Revisions after a position, with the checkpoint of the same moment. */
export interface Changes<State> {
  /** The generation that was live at that moment; 0: none. */
  readonly generation: number;
  readonly checkpoint: number;
  readonly revisions: readonly Revision<State>[];
  /** The log position up to which `revisions` has everything. */
  readonly through: number;
  /** Whether `through` is the checkpoint. */
  readonly complete: boolean;
}

// One statement sees one state of the database: checkpoint and rows belong together, and nobody waits.
const selectChanges = (id: GenerationId): string => `
  with checkpoint as materialized (
    select c.generation, c.position
    from projection.checkpoints c
    where c.name = $1::text and c.live
  )
  select c.generation, c.position as checkpoint, r.key, r.position, r.superseded_at, r.state
  from checkpoint c
  left join lateral (
    select t.key, t.position, t.superseded_at, t.state
    from ${tableName(id)} t
    where t.position > $2::bigint and t.position <= c.position
    order by t.position
    limit $3::integer
  ) r on true
  order by r.position`;

interface ChangeRow<State> {
  readonly generation: number;
  readonly checkpoint: string;
  /** Null in the only row when there is no revision. */
  readonly key: string | null;
  readonly position: string;
  readonly superseded_at: string | null;
  readonly state: State;
}

/** Reads at most `limit` revisions of generation `id` after position `after`, as they were at `through`. */
export async function readChanges<State>(
  pool: Pool,
  id: GenerationId,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<Changes<State>> {
  const values = [id.name, after, limit];
  const { rows } = await pool.query<ChangeRow<State>>(selectChanges(id), values);
  const generation = rows[0]?.generation ?? 0;
  const checkpoint = Number(rows[0]?.checkpoint ?? 0);
  const found = rows.filter((row) => row.key !== null);
  const complete = found.length < limit;
  const through = complete ? checkpoint : Number(found.at(-1)?.position);
  const revisions = found.map((row) => revisionOf(row, through));
  return { generation, checkpoint, revisions, through, complete };
}

function revisionOf<State>(row: ChangeRow<State>, through: number): Revision<State> {
  const end = row.superseded_at === null ? null : Number(row.superseded_at);
  return {
    key: row.key ?? '',
    position: Number(row.position),
    supersededAt: end !== null && end <= through ? end : null,
    state: row.state,
  };
}
