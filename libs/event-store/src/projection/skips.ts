import type { Pool } from 'pg';
import { selectSkippedEvents, selectSkips } from './interventions.sql.ts';
import type { Projection, SkippedEvent } from './projection.ts';

/** The projection without the events at `positions`: they are of no concern to it. */
export function skipping<State>(
  projection: Projection<State>,
  positions: ReadonlySet<number>,
): Projection<State> {
  if (positions.size === 0) return projection;
  return {
    ...projection,
    keyOf: (event) => (positions.has(event.position) ? undefined : projection.keyOf(event)),
  };
}

/**
 * The projection as it is to be folded: without what operators had this version of it skip. Whoever folds under a lease reads this after
 * taking the lease: a later skip takes the lease away.
 */
export async function withSkips<State>(
  pool: Pool,
  projection: Projection<State>,
): Promise<Projection<State>> {
  const { name, version } = projection;
  const { rows } = await pool.query<{ position: string }>(selectSkips, [name, version]);
  return skipping(projection, new Set(rows.map(({ position }) => Number(position))));
}

/** What these versions of projections are folded without, as operators decided, oldest first. */
export async function readSkippedEvents(
  pool: Pool,
  folded: readonly { readonly name: string; readonly version: number }[],
): Promise<readonly (SkippedEvent & { readonly name: string })[]> {
  const { rows } = await pool.query<{
    name: string;
    version: number;
    position: string;
    reason: string;
    recorded_by: string;
    recorded_at: Date;
  }>(selectSkippedEvents, [folded.map(({ name }) => name), folded.map(({ version }) => version)]);
  return rows.map(({ name, version, position, reason, recorded_by, recorded_at }) => ({
    name,
    version,
    position: Number(position),
    reason,
    by: recorded_by,
    at: recorded_at.toISOString(),
  }));
}
