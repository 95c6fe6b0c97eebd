import { randomUUID } from 'node:crypto';
import { createPostgresLog, migrateLog } from '@ceasefire/event-store';
import pg from 'pg';
import { payload, type Store } from './store.ts';

/** Our log, through its public interface. */
export async function thisLog(url: string): Promise<Store> {
  const setup = new pg.Client({ connectionString: url });
  await setup.connect();
  await migrateLog(setup);
  const log = createPostgresLog({ connectionString: url });
  return {
    name: 'this log',
    eventsPerAppend: 1,
    async append(stream) {
      await log.append({
        writes: [
          {
            stream,
            expected: 0,
            events: [{ id: randomUUID(), type: 'StatementMade', data: payload }],
          },
        ],
        meta: { recordedBy: 'bench', correlationId: stream },
      });
    },
    async count() {
      const { rows } = await setup.query<{ count: string; dense: boolean }>(
        'select count(*)::text as count, coalesce(max(position), 0) = count(*) as dense from log.events',
      );
      if (rows[0]?.dense !== true) throw new Error('the positions of this log are not dense');
      return Number(rows[0].count);
    },
    async close() {
      await log.close();
      await setup.end();
    },
  };
}
