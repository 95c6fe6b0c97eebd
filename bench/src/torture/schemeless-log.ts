import { PgEventStoreAdapter } from '@schemeless/event-store-adapter-pg';
import pg from 'pg';
import type { Contestant } from './contestant.ts';
import { eventData } from './event-data.ts';
import { heldStore } from './held-store.ts';

const pageSize = 1000;

/**
 * The PostgreSQL adapter of @schemeless/event-store: appends and reads by its public interface. Its readers go on from the id of the last
 * event; the positions behind the ids are looked up in its table.
 */
export async function schemelessLog(connectionString: string): Promise<Contestant> {
  const reader = new PgEventStoreAdapter({ connectionString });
  await reader.init();
  const check = new pg.Client({ connectionString });
  await check.connect();
  const positions = async (where: string, values: readonly unknown[]) => {
    const { rows } = await check.query<{ id: string; position: string }>(
      `select e.id, e.position::text from event_store_entity e where ${where} order by e.position`,
      [...values],
    );
    return rows.map(({ id, position }) => ({ id, position: Number(position) }));
  };
  return {
    name: '@schemeless/event-store-adapter-pg',
    connectionString,
    open: () =>
      heldStore({
        connectionString,
        store: (options) => {
          const writer = new PgEventStoreAdapter(options);
          return { append: (stream) => appendOne(writer, stream), close: () => writer.close() };
        },
      }),
    async readAfter(after) {
      const [last] = await positions('e.position = $1::bigint', [after]);
      const ids = await readIds(reader, last?.id);
      const known = await positions('e.id = any($1::text[])', [ids]);
      const byId = new Map(known.map(({ id, position }) => [id, position]));
      return ids.map((id) => byId.get(id) ?? 0);
    },
    async stored(after) {
      return (await positions('e.position > $1::bigint', [after])).map(({ position }) => position);
    },
    async close() {
      await reader.close();
      await check.end();
    },
  };
}

async function readIds(reader: PgEventStoreAdapter, after?: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const page of await reader.getAllEvents(pageSize, after))
    ids.push(...page.map(({ id }) => id));
  return ids;
}

async function appendOne(writer: PgEventStoreAdapter, stream: string): Promise<void> {
  const event = { domain: 'torture', identifier: stream, type: 'StatementMade' };
  await writer.append([{ ...event, payload: eventData, created: new Date() }]);
}
