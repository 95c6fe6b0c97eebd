import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { countingOf } from './counting.ts';

/** The columns and the two indexes of the log's table; nothing is checked or hashed, and a sequence makes the positions. */
const table = `
  create table limit_events (
    position bigint generated always as identity primary key,
    version integer not null,
    schema_version integer not null,
    recorded_at timestamptz (3) not null default clock_timestamp(),
    id uuid not null,
    stream text collate "C" not null,
    type text collate "C" not null,
    meta text collate "C" not null,
    data text collate "C" not null,
    unique (stream, version)
  )`;

/** How many rows a large statement inserts. */
export const rowsPerStatement = 1000;

/** The table that a limit writes to, with a pool of its own. */
export async function openLimitTable(connectionString: string, clients: number) {
  const pool = new pg.Pool({ connectionString, max: clients });
  await pool.query(table);
  const counting = await countingOf(connectionString, 'public.limit_events');
  return {
    pool,
    count: () => counting.count(),
    async close() {
      await pool.end();
      await counting.close();
    },
  };
}

/** What differs from row to row: id, stream and meta of the one event of a new stream. */
export function rowOf(stream: string): readonly [id: string, stream: string, meta: string] {
  return [randomUUID(), stream, JSON.stringify({ recordedBy: 'bench', correlationId: stream })];
}

/** As many rows as one large statement inserts, on streams of their own. */
export const rowsOf = (stream: string) =>
  Array.from({ length: rowsPerStatement }, (_, row) => rowOf(`${stream}-${String(row)}`));
