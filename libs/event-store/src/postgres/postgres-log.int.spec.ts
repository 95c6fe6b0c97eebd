import { afterAll, beforeAll } from '@jest/globals';
import { eventLogContract } from '../log/testing/event-log-contract.ts';
import { createPostgresLog } from './postgres-log.ts';
import { logDatabase, type LogDatabase } from './testing/log-database.ts';

let database: LogDatabase;

beforeAll(async () => {
  database = await logDatabase();
});
afterAll(() => database.drop());

eventLogContract('the log in PostgreSQL', async () => {
  await database.clear();
  const log = createPostgresLog({ pool: database.pool });
  return { log, release: () => log.close() };
});

// So that what is called at once is sent as several calls, two of them under way.
eventLogContract('the log in PostgreSQL, in batches of two', async () => {
  await database.clear();
  const log = createPostgresLog({ pool: database.pool, maxBatchCommands: 2 });
  return { log, release: () => log.close() };
});
