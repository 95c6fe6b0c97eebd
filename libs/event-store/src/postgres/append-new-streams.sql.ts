import { applicationRole } from './privileges.sql.ts';

/** From the name to the lock on the head. */
const locking = ` log.append_new_streams(
  event_streams text, metas text, event_ids text, event_types text, schemas integer[], event_datas text,
  out base bigint, out verdicts integer[], out causes integer[], out versions integer[], out earlier json
) language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_variable
declare
  streams text[] := string_to_array(event_streams, chr(31));
  meta_list text[] := string_to_array(metas, chr(31));
  ids text[] := string_to_array(event_ids, chr(31));
  types text[] := string_to_array(event_types, chr(31));
  datas text[] := string_to_array(event_datas, chr(31));
  events integer := cardinality(streams);
  head_hash bytea;
  head_at timestamptz;
  at_text text;
begin
  select h.position, h.hash, greatest(date_trunc('milliseconds', clock_timestamp()), h.recorded_at)
    into strict base, head_hash, head_at
    from log.head h for update;

`;

const asking = `  if exists (select from log.events e where e.stream = any (streams)) then
    select a.base, a.verdicts, a.causes, a.versions into base, verdicts, causes, versions
      from log.append_singles(
        event_streams, array_fill(0, array[events]), metas, event_ids, event_types, schemas, event_datas
      ) a;
    return;
  end if;

`;

/** What is stored under the lock, and who may call. */
const storing = `  at_text := to_char(head_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  -- The texts are those of log.canonical.
  with recursive chain (n, hash) as (
    select 0, head_hash
    union all
    select c.n + 1, sha256(c.hash || convert_to(concat_ws(chr(31),
        base + c.n + 1, ids[c.n + 1], streams[c.n + 1], 1, types[c.n + 1], schemas[c.n + 1], at_text, meta_list[c.n + 1], datas[c.n + 1]
      ), 'UTF8'))
      from chain c where c.n < events
  ), stored as (
    insert into log.events (position, id, stream, version, type, schema_version, recorded_at, meta, data, hash)
      select base + c.n, ids[c.n]::uuid, streams[c.n], 1, types[c.n], schemas[c.n], head_at, meta_list[c.n], datas[c.n], c.hash
      from chain c where c.n > 0
  )
  update log.head h
    set position = base + events, recorded_at = head_at, hash = (select c.hash from chain c where c.n = events);
  perform pg_notify('log', (base + events)::text);
end $$;

revoke all on function log.append_new_streams from public;

do $$
begin
  if exists (select 1 from pg_catalog.pg_roles r where r.rolname = '${applicationRole}') then
    grant execute on function log.append_new_streams to ${applicationRole};
  end if;
end $$;
`;

/** The first form of `log.append_new_streams`: it asks whether one of the streams exists, and has `log.append_singles` judge if so. */
export const appendNewStreams = `
create function${locking}${asking}${storing}`;

/**
 * `log.append_new_streams`: what `log.append_singles` does, for a batch of which every command expects its stream to be new.
 *
 * Nothing is looked up, so all of it is one statement under the lock on the head. Where one of the streams exists the table's own
 * constraint refuses the whole batch with `unique_violation`, nothing is stored, and the caller hands it to `log.append_singles`
 * (`isStreamTaken`). Asking first took a tenth of the server's time for each batch, to tell in time what hardly ever happens.
 *
 * `verdicts`, `causes` and `versions` are always null: every command was taken, and each stream is at version 1.
 */
export const appendNewStreamsUnasked = `
create or replace function${locking}${storing}`;
