/**
 * The first position from $1 to $2 that is missing, altered or out of order, or null.
 *
 * Every row is checked against the hash stored before it, so ranges verify in parallel. Where the range reaches the head, the head must agree.
 * Without a head the last row ends the log.
 */
export const verifyRangeStatement = {
  name: 'log-verify-range',
  text: `
with bounds as (
  select $1::bigint as first, least($2::bigint, coalesce(h.position, (select max(e.position) from log.events e), 0)) as last,
    h.position as head, h.hash as head_hash, $2::bigint >= h.position as to_head
  from (select) one left join log.head h on true
),
slice as (
  select e.position, e.hash,
    lag(e.position) over w as position_before,
    lag(e.hash) over w as hash_before,
    convert_to(log.canonical(e.position, e.id::text, e.stream, e.version, e.type, e.schema_version,
      to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), e.meta, e.data), 'UTF8') as canonical
  from log.events e
  where e.position >= $1::bigint - 1 and e.position <= $2::bigint
  window w as (order by e.position)
),
broken as (
  select case
      when s.position is distinct from coalesce(s.position_before, 0) + 1
        then greatest(coalesce(s.position_before, 0) + 1, b.first)
      when s.hash is distinct from
        sha256(coalesce(s.hash_before, decode(repeat('00', 32), 'hex')) || s.canonical)
        then s.position
    end as position
  from slice s cross join bounds b
  where s.position >= b.first
  union all
  select coalesce(max(s.position) + 1, b.first)
  from bounds b left join slice s on s.position >= b.first
  group by b.first, b.last
  having coalesce(max(s.position), b.first - 1) < b.last
  union all
  select b.head
  from bounds b left join log.events e on e.position = b.head
  where b.to_head and b.head >= b.first and e.hash is distinct from b.head_hash
  union all
  select min(e.position)
  from bounds b join log.events e on e.position > b.head
  where b.to_head
)
select min(b.position) as position from broken b`,
} as const;
