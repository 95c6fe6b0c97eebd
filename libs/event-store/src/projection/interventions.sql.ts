import { applicationRole } from '../postgres/privileges.sql.ts';

/** The audit of what operators did to stopped projections. Its skips are part of what a fold is given, so it is append-only as the log is. */
export const interventionsTable = `
create table projection.interventions (
  id bigint generated always as identity,
  name text collate "C" not null,
  version integer not null check (version > 0),
  generation integer not null check (generation > 0),
  action text not null check (action in ('retry', 'skip')),
  position bigint not null check (position > 0),
  reason text collate "C" check (action = 'retry' or reason is not null),
  recorded_by text collate "C" not null,
  correlation_id text collate "C" not null,
  recorded_at timestamptz (3) not null default clock_timestamp(),
  constraint interventions_id primary key (id)
);

comment on table projection.interventions is
  'Who had a stopped projection try its event again, or pass over it, and why. Never updated, never deleted from.';

create unique index interventions_skips on projection.interventions (name, version, position)
  where action = 'skip';

create function projection.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only: % of projection.% is refused', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation',
      hint = 'A skip ends when the projection gets a new version.';
end $$;

create trigger interventions_are_kept before update or delete or truncate on projection.interventions
  for each statement execute function projection.refuse_change();

do $$
begin
  if exists (select 1 from pg_catalog.pg_roles r where r.rolname = '${applicationRole}') then
    grant select, insert on projection.interventions to ${applicationRole};
  end if;
end $$;
`;

const intervening = (change: string, condition: string): string => `
with stopped as (
  update projection.checkpoints c
  set status = 'catching-up', error = null, updated_at = clock_timestamp()${change}
  where c.name = $1::text and c.generation = $2::integer and c.status = 'stopped'
    and c.retired_at is null and (c.error ->> 'position')::bigint = $3::bigint${condition}
  returning c.name, c.version, c.generation
)
insert into projection.interventions
  (name, version, generation, action, position, reason, recorded_by, correlation_id)
select s.name, s.version, s.generation, $4::text, $3::bigint, $5::text, $6::text, $7::text
from stopped s
returning recorded_at`;

/** $1 name, $2 generation, $3 the position at which it stands, $4 action, $5 reason, $6 by whom, $7 correlation id. No row: it does not stand there. */
export const retryStatement = intervening('', '');

/**
 * The same for a skip. The higher fence refuses whatever a process still sends that read the skips before this one: it would try the event,
 * or stop at it, once more.
 */
export const skipStatement = intervening(
  `,
    fence = c.fence + 1, lease_owner = null, lease_expires_at = clock_timestamp()`,
  ' and c.position = $3::bigint - 1',
);

/** At most $3 interventions of projection $1, newest first, from before the one with id $2; null: from the newest. */
export const selectInterventions = `
select i.id, i.version, i.action, i.position, i.reason, i.recorded_by, i.recorded_at
from projection.interventions i
where i.name = $1::text and ($2::bigint is null or i.id < $2::bigint)
order by i.id desc
limit $3::integer`;

/** What projections $1 in their versions $2 pass over, with who and why, oldest first. Retries are not looked at, however many there are. */
export const selectSkippedEvents = `
select i.name, i.version, i.position, i.reason, i.recorded_by, i.recorded_at
from unnest($1::text[], $2::integer[]) as folded (name, version)
join projection.interventions i on i.name = folded.name and i.version = folded.version
where i.action = 'skip'
order by i.id`;

/** The positions that version $2 of projection $1 passes over. */
export const selectSkips = `
select i.position
from projection.interventions i
where i.name = $1::text and i.version = $2::integer and i.action = 'skip'
order by i.position`;
