import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { countingOf } from './counting.ts';
import { payload, type Store } from './store.ts';

/** emmett-postgresql through its public interface, with its own pool of 10: at 32 callers it was slower with 32 (2,600 against 3,100 events/s). */
export async function emmett(connectionString: string): Promise<Store> {
  const store = getPostgreSQLEventStore(connectionString);
  await store.schema.migrate();
  const counting = await countingOf(connectionString, 'public.emt_messages');
  return {
    name: 'emmett-postgresql',
    eventsPerAppend: 1,
    async append(stream) {
      await store.appendToStream(stream, [{ type: 'StatementMade', data: payload }], {
        expectedStreamVersion: 'STREAM_DOES_NOT_EXIST',
      });
    },
    count: () => counting.count(),
    async close() {
      await store.close();
      await counting.close();
    },
  };
}
