import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DevelopmentsPage, ProblemDetails } from '@ceasefire/contracts';
import type { EventLog, ProjectionRunner } from '@ceasefire/event-store';
import type { Pool } from 'pg';
import { type StartedApp, startApp, withoutReports } from '../testing/started-app.ts';
import { EVENT_LOG, PG_POOL, PROJECTION_RUNNER } from '../tokens.ts';

let started: StartedApp;
beforeAll(async () => {
  started = await startApp(withoutReports());
});
afterAll(() => started.close());

const list = (query = '') => started.get<DevelopmentsPage & ProblemDetails>(`developments${query}`);

/** Something that nobody will fold: the projections stand still. */
async function record(id: string): Promise<number> {
  const { lastPosition } = await started.app.get<EventLog>(EVENT_LOG).append({
    writes: [
      {
        stream: `development-${id}`,
        expected: 0,
        events: [{ id: randomUUID(), type: 'StatementMade', data: {} }],
      },
    ],
    meta: { recordedBy: 'test', correlationId: 'test' },
  });
  return lastPosition;
}

it('a list of a position that is not projected yet is refused for now, and not a shorter list', async () => {
  const { body: empty } = await list();
  await started.app.get<ProjectionRunner>(PROJECTION_RUNNER).stop();
  const position = await record('said');

  const early = await list(`?position=${String(position)}`);
  expect(early).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  expect(early.body.detail).toContain(`position ${String(position)}`);
  expect(await list()).toMatchObject({
    status: 200,
    body: { items: [], position: empty.position },
  });
});

it('a list that was never projected is refused for now, and is no fault of the server', async () => {
  await started.app
    .get<Pool>(PG_POOL)
    .query(`update projection.checkpoints set live = false where name = 'developments'`);

  // For a moment the table that was live is still known.
  let answer = await list();
  while (answer.status === 200) answer = await list();
  expect(answer).toMatchObject({
    status: 503,
    headers: { 'retry-after': '1' },
    body: { type: '/problems/unavailable' },
  });
});
