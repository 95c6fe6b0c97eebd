import { openLimitTable, rowsOf, rowsPerStatement } from './limit-table.ts';
import { payload, type Store } from './store.ts';

const insertMany = {
  name: 'limit-insert-many',
  text: `insert into limit_events (version, schema_version, id, stream, meta, type, data)
    select 1, 1, u.id, u.stream, u.meta, 'StatementMade', u.data
    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) u (id, stream, meta, data)`,
};

/** Most clients that send large statements at a time. */
const mostClients = 4;

/** One insert of 1,000 rows after the other; `body` is the JSON of each row's data. */
export async function largeInserts(url: string, body: object = payload): Promise<Store> {
  const { pool, ...rest } = await openLimitTable(url, mostClients);
  const data = JSON.stringify(body);
  return {
    ...rest,
    name: 'limit: 1,000-row statements',
    eventsPerAppend: rowsPerStatement,
    async append(stream) {
      const rows = rowsOf(stream);
      const values = [
        rows.map(([id]) => id),
        rows.map(([, name]) => name),
        rows.map(([, , meta]) => meta),
        rows.map(() => data),
      ];
      await pool.query({ ...insertMany, values });
    },
  };
}
