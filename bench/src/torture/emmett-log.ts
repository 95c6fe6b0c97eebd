import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore, readMessagesBatch } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import type { Contestant } from './contestant.ts';
import { eventData } from './event-data.ts';
import { heldConnection } from './held-connection.ts';

type Executor = Parameters<typeof readMessagesBatch>[0];

/** What its `appendToStream` sends when no version is expected. */
const appendOne = `
  select success
  from emt_append_to_stream(array[$1::text], array[$2::jsonb], array['{}'::jsonb], array['1'], array['StatementMade'], array['E'],
    $3::text, 'torture', null, 'emt:default')`;

/** emmett-postgresql: appends by its function, reads as its consumers do: the next batch after the last global position. */
export async function emmettLog(connectionString: string): Promise<Contestant> {
  const store = getPostgreSQLEventStore(connectionString);
  await store.schema.migrate();
  const check = new pg.Client({ connectionString });
  await check.connect();
  const executor = { query: (sql: string) => check.query(sql) } as unknown as Executor;
  return {
    name: 'emmett-postgresql',
    connectionString,
    open: () =>
      heldConnection(connectionString, async (client, stream) => {
        const values = [randomUUID(), JSON.stringify(eventData), stream];
        const { rows } = await client.query<{ success: boolean }>(appendOne, values);
        if (rows[0]?.success !== true) throw new Error('another version was expected');
      }),
    async readAfter(after) {
      const { messages } = await readMessagesBatch(executor, {
        after: BigInt(after),
        batchSize: 1000,
      });
      return messages.map(({ metadata }) => Number(metadata.globalPosition));
    },
    async stored(after) {
      const { rows } = await check.query<{ position: string }>(
        'select m.global_position::text as position from emt_messages m where m.global_position > $1::bigint order by 1',
        [after],
      );
      return rows.map(({ position }) => Number(position)).sort((a, b) => a - b);
    },
    async close() {
      await store.close();
      await check.end();
    },
  };
}
