import { expect, jest } from '@jest/globals';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '@ceasefire/postgres';
import type { EventLog } from '../../log/event-log.ts';
import { logMigrations } from '../../postgres/migrations.ts';
import { createPostgresLog } from '../../postgres/postgres-log.ts';
import { computeDigest } from '../compute-digest.ts';
import { projectionMigrations } from '../schema.ts';
import { foldProjection } from '../fold.ts';
import type { Projection, Revision } from '../projection.ts';
import { createProjectionRunner, type ProjectionRunner } from '../runner.ts';
import { readGenerations } from '../registry.ts';
import { tableName } from '../table.ts';

// These tests wait for conditions; only a busy machine comes near the limit.
jest.setTimeout(60_000);

/** A migrated database of one's own, with a log in it. */
export interface World {
  readonly database: TestDatabase;
  readonly pool: pg.Pool;
  readonly log: EventLog;
  /** Another pool on the same database, as another node has one; ended with the world. */
  newPool(settings?: pg.PoolConfig): pg.Pool;
  end(): Promise<void>;
}

/** Opens a world; to be ended. */
export async function createWorld(): Promise<World> {
  const database = await testDatabase(migrate);
  const pools: pg.Pool[] = [];
  const newPool = (settings: pg.PoolConfig = {}): pg.Pool => {
    const pool = new pg.Pool({ connectionString: database.url, max: 5, ...settings });
    pool.on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  const pool = newPool();
  const log = createPostgresLog({ pool });
  return {
    database,
    pool,
    log,
    newPool,
    end: async () => {
      await log.close();
      await Promise.all(pools.map((one) => one.end()));
      await database.drop();
    },
  };
}

/** A runner in a world, not started, that sees events and the loss of a lease after a moment. */
export function quickRunner(
  { pool, log }: World,
  projections: Parameters<typeof createProjectionRunner>[0]['projections'],
): ProjectionRunner {
  return createProjectionRunner({
    pool,
    log,
    projections,
    nodeId: 'node',
    lease: { ttlMs: 600, renewMs: 50 },
    pollMs: 20,
  });
}

async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const { up } of [...logMigrations, ...projectionMigrations]) await client.query(up);
  await client.end();
}

/** Everything in a projection's live table, with the text of each state as stored, in order. */
export async function readTable(
  pool: pg.Pool,
  projection: { readonly name: string },
): Promise<readonly (Revision<string> & { readonly columns: Record<string, unknown> })[]> {
  const live = (await readGenerations(pool, [projection.name])).find((one) => one.live);
  if (!live) return [];
  const { rows } = await pool.query<Record<string, unknown>>(
    `select t.*, t.state::text as state from ${tableName(live)} t order by t.position`,
  );
  return rows.map(({ key, position, superseded_at: end, state, ...columns }) => ({
    key: key as string,
    position: Number(position),
    supersededAt: end === null ? null : Number(end),
    state: state as string,
    columns,
  }));
}

/** What the live table must hold: the fold of the whole log in memory. */
export async function expectedOf<State>(
  log: EventLog,
  projection: Projection<State>,
): Promise<{ readonly revisions: readonly Revision<State>[]; readonly digest: string }> {
  const { revisions, digest } = foldProjection(projection, await log.readAll({ limit: 100_000 }));
  const sorted = [...revisions.values()].flat().sort((a, b) => a.position - b.position);
  return { revisions: sorted, digest };
}

/** Resolves when `condition` holds; the test's own time limit ends it otherwise. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Resolves when every projection of a runner stands at the head of the log. */
export async function untilCaughtUp({ log }: World, runner: ProjectionRunner): Promise<void> {
  const { position } = await log.head();
  await until(async () =>
    (await runner.status()).every((one) => one.generation > 0 && one.position === position),
  );
}

/** The table that a projection is served from. @throws Error when none is */
export async function liveTable(
  { pool }: World,
  projection: { readonly name: string },
): Promise<string> {
  const live = (await readGenerations(pool, [projection.name])).find((one) => one.live);
  if (!live) throw new Error('nothing is live');
  return tableName(live);
}

/** What is served holds what the whole log says, by its rows and by its checkpoint. */
export async function expectRight<State>(
  { log, pool }: World,
  projection: Projection<State>,
): Promise<void> {
  const { digest, revisions } = await expectedOf(log, projection);
  const { computed, recorded } = await computeDigest(pool, projection.name);
  expect([computed, recorded]).toEqual([digest, digest]);
  const rows = await readTable(pool, projection);
  expect(rows.map(({ key, position, supersededAt }) => [key, position, supersededAt])).toEqual(
    revisions.map(({ key, position, supersededAt }) => [key, position, supersededAt]),
  );
}
