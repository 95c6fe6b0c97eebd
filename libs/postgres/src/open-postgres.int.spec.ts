import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openPostgres } from './open-postgres.ts';
import { testDatabase, type TestDatabase } from './test-database/test-database.ts';

describe('a PostgreSQL that is given', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeEach(async () => {
    database = await testDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  const open = (databaseUrl: string) => openPostgres({ dataDir: '/nowhere', databaseUrl });

  it('is used as it is, with its version', async () => {
    const { url, version } = await open(database.url);
    expect([url, version]).toEqual([database.url, expect.stringMatching(/^\d+/)]);
  });

  it.each(['LATIN1', 'SQL_ASCII'])(
    'is refused with the encoding %s, and the cure',
    async (encoding) => {
      const name = `${String(client.database)}_${encoding.toLowerCase()}`;
      await client.query(
        `create database ${name} template template0 encoding '${encoding}' locale 'C' locale_provider libc`,
      );
      const url = new URL(database.url);
      url.pathname = `/${name}`;
      await expect(open(url.href)).rejects.toMatchObject({
        code: 'WRONG_ENCODING',
        message: expect.stringMatching(
          `^The database ${name} has the encoding ${encoding}, .*encoding 'UTF8'`,
        ),
      });
      await client.query(`drop database ${name} with (force)`);
    },
  );
});
