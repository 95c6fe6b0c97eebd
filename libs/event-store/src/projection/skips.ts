import type { Pool } from 'pg';
import { selectSkips } from './interventions.sql.ts';
import type { Projection } from './projection.ts';

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
