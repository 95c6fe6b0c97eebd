import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { query } from '../server/testing/query.ts';
import { testDatabase } from './test-database.ts';

describe('a test database', () => {
  it('holds what the migration made, and nothing another test wrote', async () => {
    let migrations = 0;
    const migrate = async (url: string): Promise<void> => {
      migrations += 1;
      await query(url, 'create table note (words text)');
    };
    const [one, other] = await Promise.all([testDatabase(migrate), testDatabase(migrate)]);
    await query(one.url, `insert into note values ('only here')`);

    expect(await query(other.url, 'select words from note')).toEqual([]);
    expect(migrations).toBe(1);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('comes from a template that all who give its key share', async () => {
    let migrations = 0;
    const migrating = () => (url: string) => {
      migrations += 1;
      return query(url, 'create table note (words text)').then(() => undefined);
    };
    const made = await Promise.all([
      testDatabase(migrating(), 'note'),
      testDatabase(migrating(), 'note'),
      testDatabase(migrating(), 'note'),
    ]);

    expect(migrations).toBe(1);
    await Promise.all(made.map((database) => database.drop()));
  });

  it('is empty without a migration, in UTF-8, and sorts by code point', async () => {
    const database = await testDatabase();
    expect(
      await query(
        database.url,
        `select count(*)::int as tables, current_setting('server_encoding') as encoding,
           (select array_agg(w order by w) from unnest(array['ş', 'a', 'Z', 'b']) as w) as sorted,
           current_setting('timezone') as timezone
         from pg_tables where schemaname = 'public'`,
      ),
    ).toEqual([{ tables: 0, encoding: 'UTF8', sorted: ['Z', 'a', 'b', 'ş'], timezone: 'UTC' }]);
    await database.drop();
  });

  it('is gone after it is dropped, even while somebody is connected', async () => {
    const database = await testDatabase();
    const client = new pg.Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    await database.drop();

    await expect(query(database.url, 'select 1')).rejects.toMatchObject({ code: '3D000' });
    await client.end();
  });
});
