import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { countingOf } from './counting.ts';
import { payload, poolSize, type Store } from './store.ts';

/** The package's SQL files in the order of its install script, less roles, privileges and views, which an append does not need. */
const files = [
  'schema/message-store',
  'extensions/pgcrypto',
  'tables/messages',
  'types/message',
  'functions/message-store-version',
  'functions/hash-64',
  'functions/acquire-lock',
  'functions/category',
  'functions/is-category',
  'functions/id',
  'functions/cardinal-id',
  'functions/stream-version',
  'functions/write-message',
  'indexes/messages-id',
  'indexes/messages-stream',
  'indexes/messages-category',
];

const appendOne = {
  name: 'message-db-append',
  text: `select message_store.write_message($1::varchar, $2::varchar, 'StatementMade', $3::jsonb, $4::jsonb, -1)`,
};

/** message-db: the SQL that its npm package ships, through its `write_message`. Streams of one category wait for one another. */
export async function messageDb(url: string): Promise<Store> {
  const address = new URL(url);
  address.searchParams.set('options', '-c search_path=message_store,public');
  const pool = new pg.Pool({ connectionString: address.href, max: poolSize });
  const folder = dirname(
    createRequire(import.meta.url).resolve('@eventide/message-db/package.json'),
  );
  for (const file of files)
    await pool.query(await readFile(join(folder, 'database', `${file}.sql`), 'utf8'));
  const counting = await countingOf(url, 'message_store.messages');
  return {
    name: 'message-db',
    eventsPerAppend: 1,
    async append(stream) {
      const meta = JSON.stringify({ recordedBy: 'bench', correlationId: stream });
      const values = [randomUUID(), `development-${stream}`, JSON.stringify(payload), meta];
      await pool.query({ ...appendOne, values });
    },
    count: () => counting.count(),
    async close() {
      await pool.end();
      await counting.close();
    },
  };
}
