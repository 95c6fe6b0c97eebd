import type { DataSource } from 'typeorm';
import type { Logger } from 'pino';
import { tellBroken } from './broken-connection.ts';
import type { PoolOptions } from './pools.ts';

/** Opens TypeORM's connection when it is first asked for, and tries again when that failed. */
export interface LazyDatabase {
  get(): Promise<DataSource>;
  close(): Promise<void>;
}

/** Injection token of the `LazyDatabase`. */
export const DATABASE = Symbol('DATABASE');

/**
 * TypeORM for the tables that are not folded from the log. It is loaded on first use because that takes a fifth of a start, and most
 * starts need no key until much later.
 */
export function createLazyDatabase(options: PoolOptions, logger: Logger): LazyDatabase {
  let opened: Promise<DataSource> | undefined;
  const open = async (): Promise<DataSource> => {
    const [{ DataSource }, { apiKeyEntity }] = await Promise.all([
      import('typeorm'),
      import('../access/api-key.entity.ts'),
    ]);
    const database = new DataSource({
      type: 'postgres',
      url: options.connectionString,
      entities: [apiKeyEntity],
      poolSize: 3,
      connectTimeoutMS: 3_000,
      poolErrorHandler: (error: Error) => tellBroken(logger, error),
      extra: {
        options: options.options,
        application_name: 'ceasefire-monitor',
        keepAlive: true,
        // On a connection that went silent no answer comes, and TypeORM puts it back into the pool: so it must end by itself.
        query_timeout: 3_000,
        maxLifetimeSeconds: 10,
      },
    });
    return database.initialize();
  };
  return {
    get() {
      opened ??= open();
      const attempt = opened;
      attempt.catch(() => {
        if (opened === attempt) opened = undefined;
      });
      return attempt;
    },
    async close() {
      const database = await opened?.catch(() => undefined);
      await database?.destroy();
    },
  };
}
