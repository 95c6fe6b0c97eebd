import { applicationRole } from '@ceasefire/event-store';
import type { SqlStep } from './sql-migration.ts';

/** Keys of the admin API. Only a hash of each is kept; a revoked key stays, because the log names it. */
export const apiKeys: SqlStep = {
  name: 'access-0001-api-keys',
  up: `
create table api_keys (
  id uuid not null primary key,
  name text not null,
  role text not null check (role in ('viewer', 'editor', 'operator', 'admin')),
  hash bytea not null unique check (length(hash) = 32),
  first boolean not null default false,
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

comment on column api_keys.first is 'The key that the start made or took from ADMIN_KEY.';

create unique index api_keys_name on api_keys (name) where revoked_at is null;
create unique index api_keys_first on api_keys (first) where first and revoked_at is null;

do $$
begin
  if exists (select 1 from pg_catalog.pg_roles r where r.rolname = '${applicationRole}') then
    grant select, insert, update, delete on api_keys to ${applicationRole};
  end if;
end $$;
`,
};
