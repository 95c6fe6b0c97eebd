import { openLimitTable, rowOf } from './limit-table.ts';
import { payload, poolSize, type Store } from './store.ts';

const data = JSON.stringify(payload);

const insertOne = {
  name: 'limit-insert-one',
  text: `insert into limit_events (version, schema_version, id, stream, meta, type, data)
    values (1, 1, $1::uuid, $2::text, $3::text, 'StatementMade', $4::text)`,
};

/** One insert of one row in a transaction of its own, from as many connections as callers, as pgbench would. */
export async function singleInserts(url: string): Promise<Store> {
  const { pool, ...rest } = await openLimitTable(url, poolSize);
  return {
    ...rest,
    name: 'limit: single inserts',
    eventsPerAppend: 1,
    async append(stream) {
      await pool.query({ ...insertOne, values: [...rowOf(stream), data] });
    },
  };
}
