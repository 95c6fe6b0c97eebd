import type { Pool } from 'pg';
import { createCurrentIndex, hasCurrentIndex, tableName, type GenerationId } from './table.ts';

/** The current revision of a key: where it begins, and its state as canonical JSON. */
export interface CurrentState {
  readonly position: number;
  readonly text: string;
}

/** Where the current revisions of a generation are looked up. */
export interface CurrentTable {
  /** By the index of the current keys. */
  byKey(keys: readonly string[]): Promise<ReadonlyMap<string, CurrentState>>;
  /** By the index that every table has; `positions` are those of current revisions. */
  byPosition(positions: readonly number[]): Promise<ReadonlyMap<string, CurrentState>>;
  /** Whether there is an index of the current keys. */
  isIndexed(): Promise<boolean>;
  makeIndex(): Promise<void>;
  /** The position of each current revision by its key, read from the whole table. */
  places(): Promise<Map<string, number>>;
}

interface Row {
  readonly key: string;
  readonly position: string;
  readonly state: string;
}

/** Looks into the table of `id`. */
export function currentTable(pool: Pool, id: GenerationId): CurrentTable {
  const select = async (sql: string, values: readonly unknown[]) => {
    if (values.length === 0) return new Map<string, CurrentState>();
    const { rows } = await pool.query<Row>(sql, [values]);
    return new Map(
      rows.map(({ key, position, state }) => [key, { position: Number(position), text: state }]),
    );
  };
  const table = tableName(id);
  return {
    byKey: (keys) => select(selectByKey(table), keys),
    byPosition: (positions) => select(selectByPosition(table), positions),
    isIndexed: () => hasCurrentIndex(pool, id),
    makeIndex: () => createCurrentIndex(pool, id),
    places: () => readPlaces(pool, table),
  };
}

// The states as the text that was stored.
const selectByKey = (table: string): string => `
select t.key, t.position, t.state::text as state
from ${table} t
where t.key = any($1::text[]) and t.superseded_at is null
order by t.position`;

const selectByPosition = (table: string): string => `
select t.key, t.position, t.state::text as state
from ${table} t
where t.position = any($1::bigint[])
order by t.position`;

const selectPlaces = (table: string): string => `
select t.key, t.position
from ${table} t
where t.position > $1::bigint and t.superseded_at is null
order by t.position
limit $2::integer`;

const placesPage = 50_000;

async function readPlaces(pool: Pool, table: string): Promise<Map<string, number>> {
  const places = new Map<string, number>();
  const sql = selectPlaces(table);
  for (let after = 0; ;) {
    const { rows } = await pool.query<Omit<Row, 'state'>>(sql, [after, placesPage]);
    for (const { key, position } of rows) places.set(key, Number(position));
    if (rows.length < placesPage) return places;
    after = Number(rows.at(-1)?.position);
  }
}
