import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { openLimitTable, rowsOf, rowsPerStatement } from './limit-table.ts';
import { payload, type Store } from './store.ts';

const copy =
  'copy limit_events (version, schema_version, type, id, stream, meta, data) from stdin (format csv)';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const data = quoted(JSON.stringify(payload));

/** Most clients that copy at a time. */
const mostClients = 4;

/** One `COPY` of 1,000 rows after the other, each in a transaction of its own. */
export async function copies(url: string): Promise<Store> {
  const { pool, ...rest } = await openLimitTable(url, mostClients);
  return {
    ...rest,
    name: 'limit: COPY of 1,000 rows',
    eventsPerAppend: rowsPerStatement,
    async append(stream) {
      const lines = rowsOf(stream).map(
        ([id, name, meta]) => `1,1,StatementMade,${id},${name},${quoted(meta)},${data}\n`,
      );
      const client = await pool.connect();
      try {
        await pipeline(Readable.from([lines.join('')]), client.query(copyFrom(copy)));
      } finally {
        client.release();
      }
    },
  };
}
