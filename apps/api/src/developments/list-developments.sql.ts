/**
 * One page of the developments as they stood at a log position, newest first. Filters that are null let everything through; as the
 * statement is planned with its values, they cost nothing.
 *
 * $1 position, $2 kind, $3 status, $4 process, $5 modality, $6 subject, $7 actor, $8 place, $9 and $10 the span in which it happened or
 * may have, $11 begun by, $12 published by, $13 patterns, $14 named terms, $15 and $16 the place after which the page begins, $17 limit.
 */
export const listDevelopments = (table: string): string => `
select t.state
from ${table} t
where t.position <= $1::bigint and (t.superseded_at is null or t.superseded_at > $1::bigint)
  and ($2::text is null or t.kind = $2::text)
  and ($3::text is null or t.status = $3::text)
  and ($4::text is null or t.process = $4::text)
  and ($5::text is null or t.modality = $5::text)
  and ($6::text is null or t.subject = $6::text)
  and ($7::text is null or t.actors @> array[$7::text])
  and ($8::text is null or t.places @> array[$8::text])
  and ($9::timestamptz is null or t.occurred_end is null or t.occurred_end >= $9::timestamptz)
  and ($10::timestamptz is null or t.occurred_start is null or t.occurred_start <= $10::timestamptz)
  and ($11::timestamptz is null or t.occurred_start is null or t.occurred_start <= $11::timestamptz)
  and ($12::timestamptz is null or t.published_at <= $12::timestamptz)
  and t.search like all ($13::text[])
  and ($14::jsonb is null or not exists (
    select from jsonb_to_recordset($14::jsonb) as named(patterns text[], ids text[])
    where not (t.search like all (named.patterns) or t.actors && named.ids or t.places && named.ids)
  ))
  and ($15::timestamptz is null or (t.occurred_at, t.key) < ($15::timestamptz, $16::text))
order by t.occurred_at desc, t.key desc
limit $17::integer`;

/** How far the projection is: a page is read at this position unless another is asked for. */
export const selectCheckpoint = `
select c.position
from projection.checkpoints c
where c.name = $1::text and c.live`;

/** Whether any development takes, or once took, a stance on the subject $1. */
export const subjectExists = (table: string): string => `
select exists (select from ${table} t where t.subject = $1::text) as known`;
