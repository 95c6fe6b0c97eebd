import { sentType } from './column-text.ts';
import { quoted, tableName, type GenerationId } from './table.ts';

/** The channel on which every commit of a live generation rings, and every swap; the payload begins with the projection's name and `:`. */
export const projectionChannel = 'projection';

/** What a commit up to a log position rings with. */
export const committed = (name: string, position: number): string => `${name}:${position}`;

/** What it rings with when another generation becomes the live one. */
export const swapped = (name: string): string => `${name}:swap`;

/**
 * One statement, so one transaction and one round trip: it moves the checkpoint if that is where the writer left it and the writer's
 * fence is the newest, and only then ends the revisions that are replaced and inserts the new ones. No row back: it was refused and
 * nothing was stored. As there is no open transaction between statements, a process that freezes holds no lock; `copy … from stdin`
 * would hold some, and was no faster than arrays in binary form.
 *
 * Without `awaitDisk` the last commits before a crash of the server may be lost, each as a whole: enough for a generation that nobody
 * reads, as any later commit that waits is on disk only with all before it.
 *
 * $1 name, $2 generation, $3 expected position, $4 fence, $5 new position, $6 digest, $7 status; $8 and $9 the positions of the current
 * revisions that end, and where they do; from $10 the new revisions in order: keys, positions, ends, states, then the columns, all as
 * text but for positions, instants and states.
 */
export function commitBatch(
  id: GenerationId,
  columns: Readonly<Record<string, { readonly type: string }>>,
  { awaitDisk }: { readonly awaitDisk: boolean },
): string {
  const list = listOf(columns);
  const setting = awaitDisk ? '' : `, set_config('synchronous_commit', 'off', true)`;
  return `
with checkpoint as (
  update projection.checkpoints c
  set position = $5::bigint, digest = $6::bytea, status = $7::text, error = null,
      updated_at = clock_timestamp()
  where c.name = $1::text and c.generation = $2::integer
    and c.position = $3::bigint and c.fence = $4::bigint
  returning c.name, c.position, c.live
), superseded as (
  update ${tableName(id)} t
  set superseded_at = s.superseded_at
  from unnest($8::bigint[], $9::bigint[]) as s (position, superseded_at)
  where t.position = s.position and t.superseded_at is null and exists (select from checkpoint)
  returning t.position
), inserted as (
  insert into ${tableName(id)} (key, position, superseded_at, state${list((c) => c.name)})
  -- Side by side in the list they are taken row by row; in \`from\` they would be stored once more first.
  select unnest($10::text[]), unnest($11::bigint[]), unnest($12::bigint[]), unnest($13::json[])
    ${list((c) => `unnest(${c.values})::${c.type}`)}
  -- Counting makes the replaced revisions end first: a key has one current revision at any time.
  where exists (select from checkpoint) and (select count(*) from superseded) >= 0
)
select c.live,
  case when c.live then pg_notify('${projectionChannel}', c.name || ':' || c.position) end${setting}
from checkpoint c`;
}

interface BoundColumn {
  readonly name: string;
  readonly type: string;
  readonly values: string;
}

/** Writes something of each column, each after a comma. */
function listOf(columns: Readonly<Record<string, { readonly type: string }>>) {
  const bound = Object.entries(columns).map(([name, { type }], index): BoundColumn => ({
    name: quoted(name),
    type,
    values: `$${14 + index}::${sentType(type)}[]`,
  }));
  return (part: (column: BoundColumn) => string): string =>
    bound.map((column) => `, ${part(column)}`).join('');
}
