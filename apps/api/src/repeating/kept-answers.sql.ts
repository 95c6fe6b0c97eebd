/** $1 command id, $2 fingerprint, $3 answer, $4 salt. Who comes first gets a row; another waits for a transaction that is under way, and gets none. */
export const insertAnswer = `
insert into kept_answers (command_id, fingerprint, answer, salt)
values ($1::text, $2::text, $3::text, $4::bytea)
on conflict (command_id) do nothing
returning command_id`;

/** What is kept of command $1; `recent`: it was begun less than $2 milliseconds ago. */
export const selectAnswer = `
select k.fingerprint, k.answer, k.salt,
  k.begun_at > clock_timestamp() - $2::integer * interval '1 millisecond' as recent
from kept_answers k
where k.command_id = $1::text`;

/** $1 command id, $2 answer. */
export const updateAnswer = `
update kept_answers set answer = $2::text where command_id = $1::text`;

/** Command $1 may be judged anew. */
export const deleteUnanswered = `
delete from kept_answers where command_id = $1::text and answer is null`;
