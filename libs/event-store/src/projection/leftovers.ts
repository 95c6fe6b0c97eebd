import type { ClientBase, Pool } from 'pg';
import { plainNameSql, type GenerationId } from './table.ts';

const selectTables = `
  select t.relname as table
  from pg_catalog.pg_class t
  join pg_catalog.pg_namespace n on n.oid = t.relnamespace
  where n.nspname = 'projection' and t.relkind = 'r' and t.relname ~ ('^' || $1::text || '_v[0-9]+_g[0-9]+$')
    and not exists (
      select from projection.checkpoints c where c.name = $1::text and ${plainNameSql} = t.relname
    )
  order by t.relname`;

/** The generations of a projection whose rows in `projection.checkpoints` somebody deleted, though their tables are still there. */
export async function readLeftovers(
  client: ClientBase | Pool,
  name: string,
): Promise<readonly GenerationId[]> {
  const { rows } = await client.query<{ table: string }>(selectTables, [name]);
  return rows.map(({ table }) => {
    const [version = 0, generation = 0] = table.slice(name.length).match(/\d+/g)?.map(Number) ?? [];
    return { name, version, generation };
  });
}
