import type { Pool } from 'pg';
import type { EventLog } from '../log/event-log.ts';
import { tableMissing } from './errors.ts';
import type { ProjectionStatus, RebuildStatus } from './projection.ts';
import { isShadow, readGenerations, type Generation } from './registry.ts';
import { readSkippedEvents } from './skips.ts';

/**
 * What every node can say of the named projections, in the order of the names: their live generation, and the newest one that is
 * filled beside it, whoever runs them.
 */
export async function readStatus(
  pool: Pool,
  log: Pick<EventLog, 'head'>,
  projections: readonly { readonly name: string; readonly version: number }[],
): Promise<readonly ProjectionStatus[]> {
  const names = projections.map(({ name }) => name);
  // The head last: positions read before it are never ahead of it.
  const generations = await readGenerations(pool, names);
  const served = generations.filter(({ live }) => live);
  const skips = await readSkippedEvents(pool, served);
  const head = (await log.head()).position;
  return projections.map(({ name, version }) => {
    const own = generations.filter((generation) => generation.name === name);
    const live = served.find((generation) => generation.name === name);
    const skipped = skips.filter((one) => one.name === name).map(({ name: _, ...skip }) => skip);
    const rebuild = own.find(isShadow);
    const status = live ? { ...statusOf(live, head), skipped } : nothingYet(name, version, head);
    return rebuild ? { ...status, rebuild: rebuildOf(rebuild, head) } : status;
  });
}

function statusOf(live: Generation, head: number): Omit<ProjectionStatus, 'skipped'> {
  const { name, version, generation, position, status, digest, owner, hasTable } = live;
  const error = errorOf(live);
  return {
    name,
    version,
    generation,
    position,
    lag: Math.max(0, head - position),
    status: hasTable ? status : 'stopped',
    digest: digest.toString('hex'),
    runner: owner,
    ...(error && { error }),
  };
}

/** Without its table nothing goes on, whatever else was noted. */
function errorOf({ name, position, hasTable, error, updatedAt }: Generation) {
  if (hasTable) return error;
  return { position, message: tableMissing(name), at: updatedAt };
}

function nothingYet(name: string, version: number, head: number): ProjectionStatus {
  return {
    name,
    version,
    generation: 0,
    position: 0,
    lag: head,
    status: 'catching-up',
    digest: '0'.repeat(64),
    runner: null,
    skipped: [],
  };
}

function rebuildOf(generation: Generation, head: number): RebuildStatus {
  const { version, position, owner, filledFrom, fillingSeconds } = generation;
  const error = errorOf(generation);
  const eventsPerSecond = fillingSeconds > 0 ? (position - filledFrom) / fillingSeconds : 0;
  const remaining = Math.max(0, head - position);
  const etaSeconds = owner !== null && eventsPerSecond > 0 ? remaining / eventsPerSecond : null;
  return {
    version,
    from: 1,
    to: head,
    position,
    eventsPerSecond,
    etaSeconds,
    runner: owner,
    ...(error && { error }),
  };
}
