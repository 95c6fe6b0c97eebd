import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { createPostgresLog, migrateLog } from '@ceasefire/event-store';

/** A store under test: appends to a new stream, expecting it to be new. */
export interface Store {
  readonly name: string;
  /** One, but for the limit of large statements. */
  readonly eventsPerAppend: number;
  append(stream: string): Promise<void>;
  /** How many events it holds, read back from its own tables. */
  count(): Promise<number>;
  close(): Promise<void>;
}

/** The body of every benchmark event: about 250 bytes as JSON. */
export const payload = {
  summary: 'A spokesman said that the talks on the centre go on and that no date was set.',
  occurred: { from: '2020-11-22', to: '2020-11-22', precision: 'day', certainty: 'text' },
  process: 'monitoring-centre',
  actors: [{ id: 'turkey', role: 'speaker' }],
  places: ['ankara'],
} as const;

/** Our log, through its public interface. */
export async function ours(url: string): Promise<Store> {
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

/** emmett-postgresql through its public interface, schema made before the clock starts. */
export async function emmett(url: string): Promise<Store> {
  const store = getPostgreSQLEventStore(url);
  await store.schema.migrate();
  const check = new pg.Client({ connectionString: url });
  await check.connect();
  return {
    name: 'emmett-postgresql',
    eventsPerAppend: 1,
    async append(stream) {
      await store.appendToStream(stream, [{ type: 'StatementMade', data: payload }], {
        expectedStreamVersion: 'STREAM_DOES_NOT_EXIST',
      });
    },
    async count() {
      const { rows } = await check.query<{ count: string }>(
        'select count(*)::text as count from emt_messages',
      );
      return Number(rows[0]?.count);
    },
    async close() {
      await store.close();
      await check.end();
    },
  };
}
