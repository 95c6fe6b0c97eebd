import { randomUUID } from 'node:crypto';
import { createPostgresLog, migrateLog } from '@ceasefire/event-store';
import pg from 'pg';
import type { Contestant } from './contestant.ts';
import { eventData } from './event-data.ts';
import { heldConnection } from './held-connection.ts';

/** One event to one stream of any version, as the appender sends it, in a transaction held by hand. */
const appendOne = `
  select a.base
  from log.append($1::text, '{1}', '{-1}', '{1}', '{1}', '{0}', $2::text, '', '', $3::text, 'StatementMade', '{1}', $4::text) a`;
const meta = JSON.stringify({ recordedBy: 'torture', correlationId: 'torture' });

/** Our log: appends by its function, reads by its public interface. */
export async function ourLog(connectionString: string): Promise<Contestant> {
  const check = new pg.Client({ connectionString });
  await check.connect();
  await migrateLog(check);
  const log = createPostgresLog({ connectionString });
  return {
    name: 'this log',
    connectionString,
    open: () =>
      heldConnection(connectionString, (client, stream) =>
        client.query(appendOne, [stream, meta, randomUUID(), JSON.stringify(eventData)]),
      ),
    async readAfter(after) {
      return (await log.readAll({ after })).map(({ position }) => position);
    },
    async stored(after) {
      const { rows } = await check.query<{ position: string }>(
        'select e.position::text from log.events e where e.position > $1::bigint order by e.position',
        [after],
      );
      return rows.map(({ position }) => Number(position));
    },
    async close() {
      await log.close();
      await check.end();
    },
  };
}
