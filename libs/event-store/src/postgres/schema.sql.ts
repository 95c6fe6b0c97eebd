/**
 * The tables of the log.
 *
 * `meta` and `data` are text, not json: the hash and the readers want the exact text back; checking it would cost 1.1 µs an
 * event of 200 bytes (jsonb: 5 µs); and the json parser gives up on nesting that the log otherwise stores. Text columns are
 * collated "C": nobody sorts them for people.
 */
export const schema = `
create schema log;

create table log.head (
  only_row boolean not null default true primary key check (only_row),
  epoch uuid not null default gen_random_uuid(),
  position bigint not null default 0 check (position >= 0),
  hash bytea not null default decode(repeat('00', 32), 'hex') check (length(hash) = 32),
  recorded_at timestamptz (3)
) with (fillfactor = 10);

comment on table log.head is 'One row: the end of the log. Its lock makes positions dense and commit-ordered.';

insert into log.head default values;

create table log.events (
  position bigint not null,
  version integer not null,
  schema_version integer not null,
  recorded_at timestamptz (3) not null,
  id uuid not null,
  stream text collate "C" not null,
  type text collate "C" not null,
  meta text collate "C" not null,
  data text collate "C" not null,
  hash bytea not null,
  constraint events_position primary key (position),
  constraint events_stream_version unique (stream, version)
);

comment on table log.events is 'Every recorded event. Never updated, never deleted from.';

create table log.commands (
  command_id text collate "C" not null,
  fingerprint text collate "C" not null,
  first_position bigint not null,
  last_position bigint not null,
  streams text[] not null,
  versions integer[] not null,
  constraint commands_command_id primary key (command_id)
);

comment on table log.commands is 'What was answered to each command that carried an id, so that a retry is answered alike.';

create function log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only: % of log.% is refused', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', hint = 'Append an event that says what changed.';
end $$;

create trigger events_are_kept before update or delete or truncate on log.events
  for each statement execute function log.refuse_change();
create trigger commands_are_kept before update or delete or truncate on log.commands
  for each statement execute function log.refuse_change();
create trigger head_is_kept before delete or truncate on log.head
  for each statement execute function log.refuse_change();
`;
