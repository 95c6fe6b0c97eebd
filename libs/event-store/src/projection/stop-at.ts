import type { Pool } from 'pg';
import type { Lease } from './lease.ts';
import type { ProjectionFailure } from './projection.ts';

const stopGeneration = `
  update projection.checkpoints c
  set status = 'stopped', error = $4::json, lease_owner = null,
      lease_expires_at = clock_timestamp(),
      updated_at = clock_timestamp()
  where c.name = $1::text and c.generation = $2::integer and c.fence = $3::bigint`;

/** Keeps the failure where every node shows it, and gives the lease back. Does nothing under a lost lease. */
export async function stopAt(
  pool: Pool,
  { id, fence }: Lease,
  failure: ProjectionFailure,
): Promise<void> {
  await pool.query(stopGeneration, [id.name, id.generation, fence, JSON.stringify(failure)]);
}

const noteFailureSql = `
  update projection.checkpoints c
  set error = json_build_object('position', c.position, 'message', $4::text, 'at', $5::text)
  where c.name = $1::text and c.generation = $2::integer and c.fence = $3::bigint`;

/** Keeps why the filling of a generation ended though no event was refused: it may be taken up as it stands. */
export async function noteFailure(
  pool: Pool,
  { id, fence }: Lease,
  { message, at }: Omit<ProjectionFailure, 'position'>,
): Promise<void> {
  await pool.query(noteFailureSql, [id.name, id.generation, fence, message, at]);
}

const markLiveSql = `
  update projection.checkpoints c
  set status = 'live', error = null
  where c.name = $1::text and c.generation = $2::integer and c.fence = $3::bigint
    and (c.status <> 'live' or c.error is not null)`;

/** Notes that the generation has reached the end of the log. */
export async function markLive(pool: Pool, { id, fence }: Lease): Promise<void> {
  await pool.query(markLiveSql, [id.name, id.generation, fence]);
}
