import { applicationRole } from '@ceasefire/event-store';
import type { SqlStep } from './sql-migration.ts';

/** First answers to requests that the log knows nothing of, for those who repeat them. As with the commands of the log they are kept for good. */
export const keptAnswers: SqlStep = {
  name: 'access-0002-kept-answers',
  up: `
create table kept_answers (
  command_id text collate "C" not null primary key,
  fingerprint text collate "C" not null,
  begun_at timestamptz not null default clock_timestamp(),
  answer text collate "C",
  salt bytea check (length(salt) = 32)
);

comment on table kept_answers is
  'What was answered to each request that carried an Idempotency-Key and wrote no event, so that a retry is answered alike.';
comment on column kept_answers.answer is 'JSON without any secret; null while it is not answered, and where that was cut off.';
comment on column kept_answers.salt is
  'For the answer to a new key: what its secret was derived with from that of the key that asked for it.';

do $$
begin
  if exists (select 1 from pg_catalog.pg_roles r where r.rolname = '${applicationRole}') then
    grant select, insert, update, delete on kept_answers to ${applicationRole};
  end if;
end $$;
`,
};
