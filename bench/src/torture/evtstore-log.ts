import { createRequire } from 'node:module';
import pg from 'pg';
import type { Contestant } from './contestant.ts';
import { eventData } from './event-data.ts';
import { heldStore } from './held-store.ts';

interface Stored {
  readonly position: string | number;
  readonly version: number;
}

/** What we use of a provider. Its package has its sources beside its types, and the compiler would take those. */
interface Provider {
  getEventsFor(stream: string, aggregate: string): Promise<readonly Stored[]>;
  getEventsFrom(stream: string, after: number, limit?: number): Promise<readonly Stored[]>;
  createEvents(
    stream: string,
    aggregate: string,
    version: number,
    events: readonly object[],
  ): Stored[];
  append(
    stream: string,
    aggregate: string,
    version: number,
    events: readonly Stored[],
  ): Promise<unknown>;
}

interface Options {
  readonly client: pg.Pool;
  readonly events: string;
  readonly bookmarks: string;
}

interface Evtstore {
  readonly createProvider: (options: Options) => Provider;
  readonly migrate: (options: Options) => Promise<void>;
}

const kind = 'torture';
const tables = { events: 'events', bookmarks: 'bookmarks' };

/** evtstore: appends and reads by its provider for node-postgres, as its event handlers do: what comes after the last position. */
export async function evtstoreLog(connectionString: string): Promise<Contestant> {
  const { createProvider, migrate } = createRequire(import.meta.url)(
    'evtstore/provider/pg.js',
  ) as Evtstore;
  const client = new pg.Pool({ connectionString });
  await migrate({ client, ...tables });
  const reader = createProvider({ client, ...tables });
  return {
    name: 'evtstore',
    connectionString,
    open: () =>
      heldStore({
        connectionString,
        store: (options) => {
          const pool = new pg.Pool(options);
          const writer = createProvider({ client: pool, ...tables });
          return { append: (stream) => appendOne(writer, stream), close: () => pool.end() };
        },
      }),
    async readAfter(after) {
      const events = await reader.getEventsFrom(kind, after);
      return events.map(({ position }) => Number(position));
    },
    async stored(after) {
      const { rows } = await client.query<{ position: string }>(
        'select e.position::text from events e where e.position > $1::bigint order by e.position',
        [after],
      );
      return rows.map(({ position }) => Number(position));
    },
    close: () => client.end(),
  };
}

async function appendOne(writer: Provider, stream: string): Promise<void> {
  const version = ((await writer.getEventsFor(kind, stream)).at(-1)?.version ?? 0) + 1;
  const events = writer.createEvents(kind, stream, version, [
    { type: 'StatementMade', ...eventData },
  ]);
  await writer.append(kind, stream, version, events);
}
