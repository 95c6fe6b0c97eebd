/** The role that the application works as: it reads the log and calls the append function, and may nothing else. */
export const applicationRole = 'ceasefire_app';

/** A `pg` connection option: everything on that connection is done as the application's role. */
export const asApplicationRole = `-c role=${applicationRole}`;

/**
 * Makes the role where the migrating user may, else says so and goes on: the triggers guard the log in any case.
 *
 * A role belongs to the whole server, so another database may be making it at this very moment.
 */
export const privileges = `
revoke all on schema log from public;
revoke all on all tables in schema log from public;
revoke all on all functions in schema log from public;

do $$
begin
  if not exists (select 1 from pg_catalog.pg_roles r where r.rolname = '${applicationRole}') then
    begin
      create role ${applicationRole} nologin;
    exception
      when insufficient_privilege then
        raise notice 'role ${applicationRole} was not made: this user may not create roles';
        return;
      when duplicate_object or unique_violation then
        null;
    end;
  end if;
  grant usage on schema log to ${applicationRole};
  grant select on all tables in schema log to ${applicationRole};
  grant execute on function log.append to ${applicationRole};
  begin
    if not pg_has_role(current_user, '${applicationRole}', 'member') then
      grant ${applicationRole} to current_user;
    end if;
  exception when insufficient_privilege then
    raise notice 'this user may not act as ${applicationRole}: ask an administrator to grant it';
  end;
end $$;
`;
