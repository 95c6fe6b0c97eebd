import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import {
  createPostgresLog,
  createProjectionRunner,
  type EventLog,
  type ProjectionRunner,
  upcastLog,
} from '@ceasefire/event-store';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { migrate } from '../migrations/migrate.ts';
import { AppendState } from './append-state.ts';
import { createLazyDatabase, type LazyDatabase } from './lazy-database.ts';
import { LogTail } from './log-tail.ts';
import { createSubjects, type Observations } from './observations.ts';
import { createPool, poolOptions } from './pools.ts';
import { projections } from './projections.ts';
import { startTailing, type Tailing } from './tailing.ts';
import { upcasters } from './upcasters.ts';

/** Everything that a process needs of a migrated database. */
export interface Infrastructure {
  readonly pool: Pool;
  readonly database: LazyDatabase;
  readonly log: EventLog;
  readonly appends: AppendState;
  readonly tail: LogTail;
  readonly tailing: Tailing;
  readonly runner: ProjectionRunner;
  readonly observations: Observations;
  /** Ends what was begun here, in the order in which it depends on each other. */
  close(): Promise<void>;
}

/** Migrates the database and opens it; the projections do not run yet. Throws what `pg` throws when it cannot be reached. */
export async function openInfrastructure(
  databaseUrl: string,
  logger: Logger,
): Promise<Infrastructure> {
  await migrate(databaseUrl);
  const options = await poolOptions(databaseUrl);
  const pool = createPool(options, logger);
  const database = createLazyDatabase(options, logger);
  const bell: { ring?: () => void } = {};
  const subjects = createSubjects();
  const stored = createPostgresLog({ pool, onBatch: (batch) => subjects.appends.next(batch) });
  const appends = new AppendState();
  const log = ringing(appends.watch(upcastLog(stored, upcasters)), () => bell.ring?.());
  // The live feed shows what is stored, as `GET log` does.
  const tail = new LogTail(stored, await log.head());
  const runner = createRunner({ pool, log, logger, subjects });
  tail.subscribe(() => runner.wake());
  const tailing = startTailing({ log: stored, pool, tail, logger });
  bell.ring = () => {
    tailing.ring();
    runner.wake();
  };
  const close = async (): Promise<void> => {
    await tailing.stop();
    await runner.stop();
    await log.close();
    await Promise.all([pool.end(), database.close()]);
  };
  const observations: Observations = {
    ...subjects,
    waiting: () => stored.waiting(),
    tail: () => tailing.status(),
  };
  return { pool, database, log, appends, tail, tailing, runner, observations, close };
}

interface RunnerParts {
  readonly pool: Pool;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly subjects: Pick<Observations, 'batches' | 'commits' | 'reports'>;
}

/** The node's runner of all projections, which has not started. */
const createRunner = ({ pool, log, logger, subjects }: RunnerParts): ProjectionRunner =>
  createProjectionRunner({
    pool,
    log,
    projections,
    nodeId: `${hostname()}-${String(process.pid)}-${randomUUID().slice(0, 8)}`,
    onBatch: (batch) => subjects.batches.next(batch),
    onCommit: (commit) => subjects.commits.next(commit),
    onReport: (told) => {
      const { error, ...report } = told;
      subjects.reports.next(told);
      logger[error === undefined ? 'debug' : 'warn'](
        { ...report, err: error },
        `projection ${report.projection}: ${report.what}`,
      );
    },
  });

/** A log that tells this node of its own appends at once. */
const ringing = (log: EventLog, ring: () => void): EventLog => ({
  ...log,
  append: async (command) => {
    const appended = await log.append(command);
    ring();
    return appended;
  },
});
