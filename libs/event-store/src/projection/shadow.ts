import type { Pool } from 'pg';
import { ProjectionError } from './errors.ts';
import type { Lease } from './lease.ts';
import { createUnderLock, isShadow, type Generation } from './registry.ts';
import { takesOver } from './swap.ts';
import type { TableShape } from './table.ts';

/** What to do with an unfinished rebuild of the same version: go on with it if there is one, insist on it, or start over. */
export type ShadowChoice = 'resume-or-start' | 'resume' | 'start-over';

/**
 * The generation that a rebuild fills: the unfinished one where its table is still there, or a new one. A new one ends the stay of those
 * that were live before.
 * @throws ProjectionError REBUILD_RUNNING, REBUILD_STOPPED when a newer version is live, NOTHING_TO_RESUME
 */
export function openShadow(
  pool: Pool,
  shape: TableShape,
  choice: ShadowChoice,
): Promise<Generation> {
  return createUnderLock(pool, shape, async (known, create) => {
    checkIdle(shape, known);
    const unfinished = known.find((one) => isShadow(one) && one.version === shape.version);
    if (unfinished?.hasTable === true && choice !== 'start-over') return unfinished;
    if (choice === 'resume') throw nothingToResume(shape.name, unfinished);
    return create();
  });
}

function nothingToResume(name: string, unfinished: Generation | undefined): ProjectionError {
  const message = unfinished
    ? `The table of the unfinished rebuild of ${name} is missing: start a rebuild anew.`
    : `No rebuild of ${name} was left unfinished: start one.`;
  return new ProjectionError('NOTHING_TO_RESUME', message);
}

/** What the second of two rebuilds hears. */
export function rebuildRunning(name: string, owner: string): ProjectionError {
  const message = `${owner} is rebuilding ${name}: wait for it or stop it.`;
  return new ProjectionError('REBUILD_RUNNING', message);
}

function checkIdle(shape: TableShape, known: readonly Generation[]): void {
  const live = known.find((one) => one.live);
  if (live && live.version > shape.version) {
    const message = `Version ${live.version} of ${live.name} is live, and this code has version ${shape.version}. ${takesOver(live)}`;
    throw new ProjectionError('REBUILD_STOPPED', message);
  }
  const running = known.find((one) => isShadow(one) && one.owner !== null);
  if (running) throw rebuildRunning(running.name, running.owner ?? '');
}

const beginFillingSql = `
  update projection.checkpoints c
  set filled_since = clock_timestamp(), filled_from = c.position, halted_at = null,
      status = 'catching-up', error = null, updated_at = clock_timestamp()
  where c.name = $1::text and c.generation = $2::integer and c.fence = $3::bigint`;

/** Notes when and where a filling was begun or taken up. Does nothing under a lost lease. */
export async function beginFilling(pool: Pool, { id, fence }: Lease): Promise<void> {
  await pool.query(beginFillingSql, [id.name, id.generation, fence]);
}

// The higher fence refuses whatever the process that fills it still sends, wherever it runs.
const haltSql = `
  update projection.checkpoints c
  set fence = c.fence + 1, lease_owner = null, lease_expires_at = clock_timestamp(),
      halted_at = clock_timestamp()
  where c.name = $1::text and not c.live and c.retired_at is null
    and c.lease_expires_at > clock_timestamp()
  returning c.position`;

/** Stops the rebuild of a projection on whatever node it runs; the position up to which it came, undefined when none runs. */
export async function haltRebuild(pool: Pool, name: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ position: string }>(haltSql, [name]);
  return rows[0] && Number(rows[0].position);
}
