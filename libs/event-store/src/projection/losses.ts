import type { Pool } from 'pg';
import { readGenerations } from './registry.ts';
import { hasTable } from './table.ts';

/** The names of those projections that are served from a table which somebody removed; a replay makes it again. */
export async function missingTables(
  pool: Pool,
  projections: readonly { readonly name: string }[],
): Promise<readonly string[]> {
  const names = projections.map(({ name }) => name);
  const live = (await readGenerations(pool, names)).filter((one) => one.live);
  const missing: string[] = [];
  for (const one of live) if (!(await hasTable(pool, one))) missing.push(one.name);
  return missing;
}
