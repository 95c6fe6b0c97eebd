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
