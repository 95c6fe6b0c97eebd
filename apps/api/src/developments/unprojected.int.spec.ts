import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DevelopmentsPage, ProblemDetails } from '@ceasefire/contracts';
import type { EventLog, ProjectionRunner } from '@ceasefire/event-store';
import type { Pool } from 'pg';
import { OBSERVATIONS, type Observations } from '../database/observations.ts';
import { type StartedApp, startApp, withoutReports } from '../testing/started-app.ts';
import { DevelopmentsList } from './developments-list.ts';
import { EVENT_LOG, PG_POOL, PROJECTION_RUNNER } from '../tokens.ts';

let started: StartedApp;
beforeAll(async () => {
  started = await startApp(withoutReports());
});
afterAll(() => started.close());

const list = (query = '') => started.get<DevelopmentsPage & ProblemDetails>(`developments${query}`);

it('waits no longer for what this node says that it has stored', async () => {
  const { commits } = started.app.get<Observations>(OBSERVATIONS);
  const store = (projection: string, through: number): void => {
    commits.next({ projection, generation: 1, after: 900, through, revisions: () => [] });
  };
  const waiting = started.app.get(DevelopmentsList).reached(1_000, 60_000);
  let reached: boolean | undefined;
  void waiting.then((is) => (reached = is));
  store('boards', 1_000);
  store('developments', 999);
  await list();
  expect(reached).toBeUndefined();
  store('developments', 1_000);
  expect(await waiting).toBe(true);
});

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
