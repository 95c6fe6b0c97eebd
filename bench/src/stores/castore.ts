import { PostgresEventStorageAdapter } from '@castore/event-storage-adapter-postgres';
import { countingOf } from './counting.ts';
import { payload, type Store } from './store.ts';

/**
 * @castore/core's adapter for PostgreSQL; a unique index is its check of the version. It keeps 10 connections, cannot be told another
 * number and cannot be closed: the address asks for its idle connections to end after a second.
 */
export async function castore(url: string): Promise<Store> {
  const address = new URL(url);
  address.searchParams.set('idle_timeout', '1');
  const connectionString = address.href;
  await PostgresEventStorageAdapter.createEventTable({
    connectionString,
    aggregateId: { type: 'VARCHAR', length: 64 },
  });
  const adapter = new PostgresEventStorageAdapter({ connectionString });
  const counting = await countingOf(url, 'public.event');
  return {
    name: '@castore postgres',
    eventsPerAppend: 1,
    async append(stream) {
      const event = { aggregateId: stream, version: 1, type: 'StatementMade', payload };
      await adapter.pushEvent(event, { eventStoreId: 'development' });
    },
    count: () => counting.count(),
    close: () => counting.close(),
  };
}
