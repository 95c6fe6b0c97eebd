import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@ceasefire/postgres';
import { pino } from 'pino';
import { migrate } from '../migrations/migrate.ts';
import { createPool, poolOptions, replayOptions, withoutCompiling } from './pools.ts';

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
});

describe('any pool', () => {
  it('has nothing compiled by a server that would, whether it works as the application or not', async () => {
    const asOwner = { connectionString: database.url, options: withoutCompiling };
    const asApplication = await poolOptions(database.url);
    const name = new URL(database.url).pathname.slice(1);
    const logger = pino({ level: 'silent' });
    const owner = createPool(asOwner, logger);
    await owner.query(`alter database "${name}" set jit = on`);
    await owner.end();
    for (const options of [asOwner, asApplication, replayOptions(asApplication)]) {
      const pool = createPool(options, logger);
      const { rows } = await pool.query('show jit');
      await pool.end();
      expect(rows).toEqual([{ jit: 'off' }]);
    }
  });
});
