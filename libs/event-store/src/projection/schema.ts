import { applicationRole } from '../postgres/privileges.sql.ts';
import { interventionsTable } from './interventions.sql.ts';

/** One step of the runtime's schema: plain SQL, several statements, run in one transaction and never edited once released. */
export interface ProjectionMigration {
  readonly name: string;
  readonly up: string;
}

/** Doubles as the fence's home: whoever holds the highest `fence` of a row is the only one whose writes are taken. */
const checkpoints = `
create schema projection;

create table projection.checkpoints (
  name text collate "C" not null,
  generation integer not null check (generation > 0),
  version integer not null check (version > 0),
  live boolean not null default false,
  retired_at timestamptz,
  position bigint not null default 0 check (position >= 0),
  digest bytea not null default decode(repeat('00', 32), 'hex') check (length(digest) = 32),
  status text not null default 'catching-up' check (status in ('catching-up', 'live', 'stopped')),
  error json,
  lease_owner text,
  lease_expires_at timestamptz,
  fence bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint checkpoints_name_generation primary key (name, generation)
) with (fillfactor = 50);

comment on table projection.checkpoints is
  'One row for each filling of a projection''s table: how far it is, the digest of what it holds, and who may write.';

create unique index checkpoints_one_live on projection.checkpoints (name) where live;

do $$
begin
  if exists (select 1 from pg_catalog.pg_roles r where r.rolname = '${applicationRole}') then
    grant usage, create on schema projection to ${applicationRole};
    grant select, insert, update, delete on projection.checkpoints to ${applicationRole};
  end if;
end $$;
`;

/** What a rebuild must know to be stopped by any node, taken up again, and timed since it was. */
const rebuilds = `
alter table projection.checkpoints
  add column filled_since timestamptz,
  add column filled_from bigint not null default 0 check (filled_from >= 0),
  add column halted_at timestamptz;

comment on column projection.checkpoints.halted_at is
  'When an operator stopped the filling; nobody goes on with it before a rebuild is asked for again.';
comment on column projection.checkpoints.retired_at is
  'When another generation took its place; the newest of them is what a rollback returns to.';
`;

/** The steps that make the projection runtime's schema, oldest first. They come after those of the log. */
export const projectionMigrations: readonly ProjectionMigration[] = [
  { name: 'projection-0001-checkpoints', up: checkpoints },
  { name: 'projection-0002-rebuilds', up: rebuilds },
  { name: 'projection-0003-interventions', up: interventionsTable },
];
