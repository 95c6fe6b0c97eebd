/**
 * `log.append`: a whole batch of commands in one call.
 *
 * Lists of texts arrive as one text joined with U+001F, which no name and no JSON text can hold: splitting it is the cheapest decoding that
 * PostgreSQL has, and nothing needs escaping. Streams come once each; a write points at its stream by index. Ends (of a command's
 * writes, of a write's events) are cumulative counts.
 *
 * VOLATILE, so that every statement after the lock on the head sees what was committed before it. The planner settings
 * keep a plan made while the log was empty from scanning it when it is large.
 *
 * Verdicts: 0 taken, 1 conflict, 2 duplicate, 3 reused with another fingerprint. `causes` says why, by command: the write that conflicts, or the
 * earlier command of the same batch; 0 where the earlier one is in the table. `versions`, by write: the stream's version after it,
 * or, at a conflict, the version found.
 */
export const appendFunction = `
create function log.canonical(
  "position" bigint, id text, stream text, version integer, type text, schema_version integer, recorded_at text, meta text, data text
) returns text language sql immutable parallel safe
return "position"::text || chr(31) || id || chr(31) || stream || chr(31) || version::text || chr(31) || type || chr(31)
  || schema_version::text || chr(31) || recorded_at || chr(31) || meta || chr(31) || data;

create function log.append(
  streams text, write_streams integer[], write_expected integer[], write_ends integer[],
  command_ends integer[], command_slots integer[], command_metas text, command_fingerprints text, slot_ids text,
  event_ids text, event_types text, event_schemas integer[], event_datas text,
  out base bigint, out verdicts integer[], out causes integer[], out versions integer[], out earlier json
) language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_memoize = off
as $$
#variable_conflict use_variable
declare
  comma constant text := chr(31);
  names text[] := string_to_array(streams, comma);
  metas text[] := string_to_array(command_metas, comma);
  fingerprints text[] := string_to_array(command_fingerprints, comma);
  ids text[] := string_to_array(event_ids, comma);
  types text[] := string_to_array(event_types, comma);
  datas text[] := string_to_array(event_datas, comma);
  slots text[] := string_to_array(slot_ids, comma);
  commands integer := cardinality(command_ends);
  events integer := coalesce(cardinality(ids), 0);
  current integer[];
  known text[];
  ask_earlier boolean := false;
  taken integer[] := array_fill(0, array[coalesce(cardinality(slots), 0)]);
  new_positions bigint[] := array_fill(null::bigint, array[events]);
  new_versions integer[] := array_fill(null::integer, array[events]);
  new_streams text[] := array_fill(null::text, array[events]);
  new_metas text[] := array_fill(null::text, array[events]);
  new_hashes bytea[] := array_fill(null::bytea, array[events]);
  head_hash bytea;
  head_at timestamptz;
  at_text text;
  at_position bigint;
  before bigint;
  slot integer;
  stream integer;
  version integer;
  write_from integer := 1;
  event_from integer := 1;
  conflict integer;
  meta text;
  name text;
begin
  select h.position, h.hash, greatest(date_trunc('milliseconds', clock_timestamp()), h.recorded_at)
    into strict base, head_hash, head_at
    from log.head h for update;
  at_position := base;
  at_text := to_char(head_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  verdicts := array_fill(0, array[commands]);
  causes := verdicts;
  versions := array_fill(0, array[cardinality(write_ends)]);

  select array_agg(coalesce(v.version, 0) order by s.ordinal) into current
    from unnest(names) with ordinality s (name, ordinal)
    left join lateral (
      select e.version from log.events e where e.stream = s.name order by e.version desc limit 1
    ) v on true;

  if slots <> '{}' then
    select array_agg(c.fingerprint order by s.ordinal) into known
      from unnest(slots) with ordinality s (id, ordinal)
      left join log.commands c on c.command_id = s.id;
  end if;

  for c in 1..commands loop
    slot := command_slots[c];
    if slot > 0 and known[slot] is not null then
      verdicts[c] := case when known[slot] = coalesce(fingerprints[c], '') then 2 else 3 end;
      ask_earlier := true;
    elsif slot > 0 and taken[slot] > 0 then
      verdicts[c] := case when coalesce(fingerprints[taken[slot]], '') = coalesce(fingerprints[c], '') then 2 else 3 end;
      causes[c] := taken[slot];
    else
      conflict := 0;
      for w in write_from..command_ends[c] loop
        stream := write_streams[w];
        version := current[stream];
        if write_expected[w] >= 0 and write_expected[w] <> version then
          conflict := w;
          exit;
        end if;
        version := version + write_ends[w] - case when w = 1 then 0 else write_ends[w - 1] end;
        versions[w] := version;
        current[stream] := version;
      end loop;
      if conflict > 0 then
        verdicts[c] := 1;
        causes[c] := conflict;
        for w in write_from..conflict - 1 loop
          stream := write_streams[w];
          current[stream] := current[stream] - write_ends[w] + case when w = 1 then 0 else write_ends[w - 1] end;
        end loop;
        versions[conflict] := current[write_streams[conflict]];
      else
        meta := metas[c];
        before := at_position;
        for w in write_from..command_ends[c] loop
          name := names[write_streams[w]];
          version := versions[w] - (write_ends[w] - event_from + 1);
          for e in event_from..write_ends[w] loop
            version := version + 1;
            at_position := at_position + 1;
            head_hash := sha256(head_hash || convert_to(
              log.canonical(at_position, ids[e], name, version, types[e], event_schemas[e], at_text, meta, datas[e]), 'UTF8'));
            new_positions[e] := at_position;
            new_versions[e] := version;
            new_streams[e] := name;
            new_metas[e] := meta;
            new_hashes[e] := head_hash;
          end loop;
          event_from := write_ends[w] + 1;
        end loop;
        if slot > 0 then
          taken[slot] := c;
          insert into log.commands (command_id, fingerprint, first_position, last_position, streams, versions)
            values (
              slots[slot], coalesce(fingerprints[c], ''), before + 1, at_position,
              array(select names[s] from unnest(write_streams[write_from:command_ends[c]]) s),
              versions[write_from:command_ends[c]]
            );
        end if;
      end if;
    end if;
    write_from := command_ends[c] + 1;
    if write_from > 1 then
      event_from := write_ends[write_from - 1] + 1;
    end if;
  end loop;

  if ask_earlier then
    select json_agg(
        json_build_array(v.ordinal - 1, k.first_position, k.last_position, k.streams, k.versions) order by v.ordinal
      ) into earlier
      from unnest(verdicts, causes, command_slots) with ordinality v (verdict, cause, slot, ordinal)
      join log.commands k on k.command_id = slots[v.slot]
      where v.verdict = 2 and v.cause = 0;
  end if;

  if at_position > base then
    insert into log.events (position, id, stream, version, type, schema_version, recorded_at, meta, data, hash)
      select n.position, n.id::uuid, n.stream, n.version, n.type, n.schema_version, head_at, n.meta, n.data, n.hash
      from unnest(new_positions, ids, new_streams, new_versions, types, event_schemas, new_metas, datas, new_hashes)
        n (position, id, stream, version, type, schema_version, meta, data, hash)
      where n.position is not null;
    update log.head h set position = at_position, hash = head_hash, recorded_at = head_at;
    perform pg_notify('log', at_position::text);
  end if;
end $$;
`;
