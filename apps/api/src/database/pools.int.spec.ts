import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@ceasefire/postgres';
import { pino } from 'pino';
import { migrate } from '../migrations/migrate.ts';
import { createPool, poolOptions, replayOptions } from './pools.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase(migrate);
});

afterAll(() => database.drop());

describe('a pool for replays', () => {
  it('is the application’s own, and has no value of a statement in its plan', async () => {
    const options = replayOptions(await poolOptions(database.url));
    const pool = createPool(options, pino({ level: 'silent' }));
    const { rows } = await pool.query<{ role: string; mode: string }>(
      `select current_user as role, current_setting('plan_cache_mode') as mode`,
    );
    await pool.end();
    expect(rows).toEqual([{ role: 'ceasefire_app', mode: 'force_generic_plan' }]);
  });

  it('has none either where there is no such role', () => {
    const connectionString = 'postgres://nobody@127.0.0.1:1/none';
    expect(replayOptions({ connectionString, options: undefined })).toEqual({
      connectionString,
      options: '-c plan_cache_mode=force_generic_plan',
    });
  });
});
