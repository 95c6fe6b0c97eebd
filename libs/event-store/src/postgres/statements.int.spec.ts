import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  appendNewStreamsStatement,
  appendSinglesStatement,
  appendStatement,
} from './append-batch.ts';
import { hashAtStatement } from './hash-at.sql.ts';
import { readAllStatement, readHeadStatement, readStreamStatement } from './read-events.sql.ts';
import { logDatabase, type LogDatabase } from './testing/log-database.ts';
import { verifyRangeStatement } from './verify-range.sql.ts';

describe('the statements of the log', () => {
  let database: LogDatabase;

  beforeAll(async () => {
    database = await logDatabase();
  });
  afterAll(() => database.drop());

  const statements = [
    appendStatement,
    appendSinglesStatement,
    appendNewStreamsStatement,
    readAllStatement,
    readHeadStatement,
    readStreamStatement,
    verifyRangeStatement,
    hashAtStatement,
  ];
  it.each(statements)(
    '$name can be prepared against the migrated schema',
    async ({ name, text }) => {
      await expect(database.pool.query(`prepare "${name}" as ${text}`)).resolves.toBeDefined();
    },
  );

  it('have names of their own', () => {
    expect(new Set(statements.map((statement) => statement.name)).size).toBe(statements.length);
  });

  it.each([
    [readAllStatement.text, `(1, 100, 10)`],
    [readStreamStatement.text, `('a', 0, 10)`],
  ])(
    'read pages by an index, whatever the table’s size when they were planned',
    async (text, values) => {
      const client = await database.pool.connect();
      await client.query('set plan_cache_mode = force_generic_plan');
      await client.query(`prepare page as ${text}`);
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain execute page${values}`,
      );
      await client.query('deallocate page');
      client.release(true);

      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Scan/);
    },
  );
});
