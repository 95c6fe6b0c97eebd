export { PostgresError, type PostgresErrorCode } from './errors.ts';
export { makeFolder, written } from './folder.ts';
export { openPostgres } from './open-postgres.ts';
export {
  startPostgres,
  type EmbeddedOptions,
  type PostgresServer,
} from './server/start-postgres.ts';
export { testDatabase, type TestDatabase } from './test-database/test-database.ts';
export { sweepTestDatabases } from './test-database/sweep.ts';
