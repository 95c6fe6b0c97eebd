import { quoted, tableName, type GenerationId } from './table.ts';

/** The channel on which every commit of a live generation rings; the payload is `<name>:<position>`. */
export const projectionChannel = 'projection';

/**
 * One statement, so one transaction and one round trip: it moves the checkpoint if that is where the writer left it and the writer's
 * fence is the newest, and only then ends the revisions that are replaced and inserts the new ones. No row back: it was refused and
 * nothing was stored. As there is no open transaction between statements, a process that freezes holds no lock.
 *
 * Without `awaitDisk` the last commits before a crash of the server may be lost, each as a whole: enough for a generation that nobody
 * reads, as any later commit that waits is on disk only with all before it.
 *
 * $1 name, $2 generation, $3 expected position, $4 fence, $5 new position, $6 digest, $7 status; $8 and $9 the keys whose current revision
 * ends, and where; from $10 the new revisions: keys, positions, ends, states, then the columns, all as text but for the positions.
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
  from unnest($8::text[], $9::bigint[]) as s (key, superseded_at)
  where t.key = s.key and t.superseded_at is null and exists (select from checkpoint)
  returning t.position
), inserted as (
  insert into ${tableName(id)} (key, position, superseded_at, state${list((c) => c.name)})
  select r.key, r.position, r.superseded_at, r.state::json${list((c) => `r.${c.alias}::${c.type}`)}
  from unnest($10::text[], $11::bigint[], $12::bigint[], $13::text[]${list((c) => c.values)})
    as r (key, position, superseded_at, state${list((c) => c.alias)})
  -- Counting makes the replaced revisions end first: a key has one current revision at any time.
  where exists (select from checkpoint) and (select count(*) from superseded) >= 0
  order by r.position
  returning position
)
select c.live, (select count(*) from inserted)::integer as inserted,
  case when c.live then pg_notify('${projectionChannel}', c.name || ':' || c.position) end${setting}
from checkpoint c`;
}

interface BoundColumn {
  readonly name: string;
  readonly type: string;
  readonly values: string;
  readonly alias: string;
}

/** Writes something of each column, each after a comma. */
function listOf(columns: Readonly<Record<string, { readonly type: string }>>) {
  const bound = Object.entries(columns).map(([name, { type }], index): BoundColumn => ({
    name: quoted(name),
    type,
    values: `$${14 + index}::text[]`,
    alias: `c${index}`,
  }));
  return (part: (column: BoundColumn) => string): string =>
    bound.map((column) => `, ${part(column)}`).join('');
}

/** The current states of the keys in $1, as the text that was stored. */
export function selectCurrentStates(id: GenerationId): string {
  return `
select t.key, t.state::text as state
from ${tableName(id)} t
where t.key = any($1::text[]) and t.superseded_at is null
order by t.key`;
}
