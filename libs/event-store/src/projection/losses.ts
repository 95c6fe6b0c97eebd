import type { Pool } from 'pg';
import { readLeftovers } from './leftovers.ts';
import { readGenerations } from './registry.ts';

/** What somebody removed of a projection by hand: the table that it is served from, or its row in `projection.checkpoints`. */
export interface Loss {
  readonly name: string;
  readonly lost: 'table' | 'checkpoint';
}

/** What is lost of the named projections; a replay makes it again. One that never ran has lost nothing. */
export async function findLosses(
  pool: Pool,
  projections: readonly { readonly name: string }[],
): Promise<readonly Loss[]> {
  const names = projections.map(({ name }) => name);
  const known = await readGenerations(pool, names);
  const losses: Loss[] = [];
  for (const name of names) {
    const own = known.filter((one) => one.name === name);
    const live = own.find((one) => one.live);
    if (live?.hasTable === false) losses.push({ name, lost: 'table' });
    if (live) continue;
    const ran = own.length > 0 || (await readLeftovers(pool, name)).length > 0;
    if (ran) losses.push({ name, lost: 'checkpoint' });
  }
  return losses;
}
