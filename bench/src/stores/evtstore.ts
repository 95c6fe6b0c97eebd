import { createRequire } from 'node:module';
import postgres from 'postgres';
import { countingOf } from './counting.ts';
import { payload, poolSize, type Store } from './store.ts';

interface StoredEvent {
  readonly version: number;
}

/** What is used of the package. Its TypeScript sources lie beside its JavaScript and would be compiled into ours, hence no import. */
interface Evtstore {
  migrate(options: Tables): Promise<void>;
  createProvider(options: Tables): {
    createEvents(stream: string, id: string, version: number, events: object[]): StoredEvent[];
    append(stream: string, id: string, version: number, events: StoredEvent[]): Promise<unknown>;
  };
}

interface Tables {
  readonly sql: postgres.Sql;
  readonly events: string;
  readonly bookmarks: string;
}

/** evtstore through its provider for PostgreSQL; a unique index is its check of the version. */
export async function evtstore(connectionString: string): Promise<Store> {
  const load = createRequire(import.meta.url);
  const provided = load('evtstore/provider/postgres') as Evtstore;
  const sql = postgres(connectionString, { max: poolSize });
  const tables = { sql, events: 'events', bookmarks: 'bookmarks' };
  await provided.migrate(tables);
  const provider = provided.createProvider(tables);
  const counting = await countingOf(connectionString, 'public.events');
  return {
    name: 'evtstore',
    eventsPerAppend: 1,
    async append(stream) {
      const event = { type: 'StatementMade', ...payload };
      const events = provider.createEvents('development', stream, 1, [event]);
      await provider.append('development', stream, 1, events);
    },
    count: () => counting.count(),
    async close() {
      await sql.end();
      await counting.close();
    },
  };
}
