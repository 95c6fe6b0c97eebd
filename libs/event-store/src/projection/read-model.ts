import type { Pool, QueryResult, QueryResultRow } from 'pg';
import { neverRun } from './compute-digest.ts';
import { isTableGone } from './errors.ts';
import { readGenerations } from './registry.ts';
import { tableName } from './table.ts';

/** The table that a projection serves from. A rebuild puts another in its place, so its name is asked for at each use. */
export interface ReadModel {
  /**
   * The live generation's table, qualified and quoted; known for at most `maxAgeMs`.
   * @throws ProjectionError NO_LIVE_GENERATION while there is none
   */
  table(): Promise<string>;
  /** Forgets the name, e.g. when a follower was told of a reset. */
  refresh(): void;
  /** Runs a query on the table, once more when it was removed after a rebuild. */
  query<Row extends QueryResultRow>(
    sql: (table: string) => string,
    values?: readonly unknown[],
  ): Promise<QueryResult<Row>>;
}

export interface ReadModelOptions {
  /** How long after a swap the old table may still be read. Default 250. */
  readonly maxAgeMs?: number;
}

/** Reads a projection's table by the name of the projection. */
export function readModel(
  pool: Pool,
  projection: { readonly name: string },
  { maxAgeMs = 250 }: ReadModelOptions = {},
): ReadModel {
  const { name } = projection;
  let known: { readonly table: Promise<string>; readonly askedAtMs: number } | undefined;

  const ask = async (): Promise<string> => {
    const live = (await readGenerations(pool, [name])).find((one) => one.live);
    if (!live) throw neverRun(name);
    return tableName(live);
  };

  const refresh = (): void => void (known = undefined);

  const table = (): Promise<string> => {
    const nowMs = performance.now();
    if (known && nowMs - known.askedAtMs < maxAgeMs) return known.table;
    const asked = { table: ask(), askedAtMs: nowMs };
    // A failure is for those who wait for this answer, not for those who ask later.
    asked.table.catch(() => known === asked && refresh());
    known = asked;
    return asked.table;
  };

  const query: ReadModel['query'] = async (sql, values = []) => {
    try {
      return await pool.query(sql(await table()), [...values]);
    } catch (error) {
      if (!isTableGone(error)) throw error;
      refresh();
      return pool.query(sql(await table()), [...values]);
    }
  };

  return { table, refresh, query };
}
