import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { payload, type Store } from './stores.ts';

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

const columns = 'limit_events (version, schema_version, id, stream, type, meta, data)';
const data = JSON.stringify(payload);
const metaOf = (stream: string): string =>
  JSON.stringify({ recordedBy: 'bench', correlationId: stream });

const insertOne = {
  name: 'limit-insert-one',
  text: `insert into ${columns} values (1, 1, $1::uuid, $2::text, 'StatementMade', $3::text, $4::text)`,
};

const insertMany = {
  name: 'limit-insert-many',
  text: `insert into ${columns}
    select 1, 1, u.id, u.stream, 'StatementMade', u.meta, u.data
    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) u (id, stream, meta, data)`,
};

/** How many rows a large statement inserts. */
const statementRows = 1000;

/** One insert of one row in a transaction of its own, from as many connections as callers, as pgbench would. */
export async function singleInserts(url: string, clients: number): Promise<Store> {
  const { pool, ...rest } = await openTable(url, clients);
  return {
    ...rest,
    name: `single inserts by ${String(clients)} clients`,
    eventsPerAppend: 1,
    async append(stream) {
      await pool.query({ ...insertOne, values: [randomUUID(), stream, metaOf(stream), data] });
    },
  };
}

/** One insert of 1,000 rows after the other. */
export async function largeInserts(url: string): Promise<Store> {
  const { pool, ...rest } = await openTable(url, 1);
  return {
    ...rest,
    name: '1,000-row statements by one client',
    eventsPerAppend: statementRows,
    async append(stream) {
      const streams = Array.from({ length: statementRows }, (_, row) => `${stream}-${String(row)}`);
      const ids = streams.map(() => randomUUID());
      const values = [ids, streams, streams.map(metaOf), streams.map(() => data)];
      await pool.query({ ...insertMany, values });
    },
  };
}

async function openTable(url: string, clients: number) {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  await pool.query(table);
  return {
    pool,
    async count() {
      const { rows } = await pool.query<{ count: string }>(
        'select count(*)::text as count from limit_events',
      );
      return Number(rows[0]?.count);
    },
    close: () => pool.end(),
  };
}
