import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProblemDetails, Readiness } from '@ceasefire/contracts';
import { type TestDatabase, testDatabase } from '@ceasefire/postgres';
import { Client } from 'pg';
import { firstValueFrom } from 'rxjs';
import { type StartedApp, startApp } from '../testing/started-app.ts';
import { statement } from '../developments/testing/edited-app.ts';
import { BoardsService } from './boards.service.ts';
import { boardsProjection } from './boards.projection.ts';

let database: TestDatabase;
let holder: Client;
let started: StartedApp;

/** A log that is known, and boards that cannot be read: as a load that takes long, for as long as a test needs. */
beforeAll(async () => {
  database = await testDatabase();
  await (await startApp(undefined, database)).close();
  holder = new Client({ connectionString: database.url });
  await holder.connect();
  const { rows } = await holder.query<{ table: string }>(
    `select format('projection.%I', name || '_v' || version || '_g' || generation) as table
     from projection.checkpoints where name = $1 and live`,
    [boardsProjection.name],
  );
  await holder.query('begin');
  await holder.query(`lock table ${rows[0]?.table ?? ''} in access exclusive mode`);
  started = await startApp(undefined, database);
});

afterAll(async () => {
  await started.close();
  await holder.end();
  await database.drop();
});

describe('a node whose boards are still being loaded', () => {
  it.each(['state', 'state?asOf=2020-11-25', 'transitions', 'disputes', 'processes'])(
    'says so of %s, in place of boards on which nothing ever happened',
    async (path) => {
      const answer = await started.get<ProblemDetails>(path);
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('2');
      expect(answer.body.detail).toBe('The boards are being loaded and have come to position 0.');
    },
  );

  it('decides nothing, as it knows nothing of what was founded', async () => {
    const answer = await started.post<ProblemDetails>('developments', statement());
    expect(answer.status).toBe(503);
  });

  it('is not ready', async () => {
    const { statusCode, payload } = await started.app.inject('/health/ready');
    expect(statusCode).toBe(503);
    const { checks } = JSON.parse(payload) as Readiness;
    expect(checks.find(({ name }) => name === 'boards')).toMatchObject({
      status: 'failed',
      detail: expect.stringMatching(/^They are being loaded: at position 0 of \d+\.$/),
    });
  });

  it('serves, and tells who waits, once they are there', async () => {
    const told = firstValueFrom(started.app.get(BoardsService).changes());
    await holder.query('rollback');
    const { position, changed } = await told;
    expect(Object.keys(changed)).toEqual(['ceasefire', 'deployments', 'negotiations', 'disputes']);
    const { status, body } = await started.get<object>('state');
    expect(status).toBe(200);
    expect(body).toMatchObject({ position, ...changed });
  });
});
