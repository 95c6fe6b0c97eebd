import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Pool } from 'pg';
import { ensureFirstKey, type FirstKey } from '../access/first-key.ts';
import { KeyRing } from '../access/key-ring.ts';
import type { Config } from '../config.ts';
import { DATABASE, type LazyDatabase } from '../database/lazy-database.ts';
import { PG_POOL } from '../tokens.ts';

/** What an application needs before it listens and has not seen to by itself: an admin's key. */
export async function prepare(
  app: NestFastifyApplication,
  config: Pick<Config, 'ADMIN_KEY' | 'DATA_DIR'>,
): Promise<FirstKey> {
  const key = await ensureFirstKey(
    { pool: app.get<Pool>(PG_POOL), database: app.get<LazyDatabase>(DATABASE) },
    config,
  );
  app.get(KeyRing).forget();
  return key;
}
