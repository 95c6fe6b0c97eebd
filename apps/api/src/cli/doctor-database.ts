import {
  createProjectionRunner,
  type EventLog,
  findLosses,
  type Loss,
  verifyRange,
} from '@ceasefire/event-store';
import type { Pool } from 'pg';
import { isReadOnly } from '../database/no-writes.ts';
import { projections } from '../database/projections.ts';
import { projectionsCheck } from '../health/health.service.ts';
import { isMigrated } from '../migrations/migrate.ts';
import type { Finding } from './finding.ts';

interface Opened {
  readonly pool: Pool;
  readonly log: EventLog;
  readonly version: string;
}

/** What a doctor's look may cost; `verify` checks everything. */
const lastEvents = 1_000;

/** Looks at the database, the log in it and the projections of it. Throws what the database throws. */
export async function checkDatabase({ pool, log, version }: Opened): Promise<readonly Finding[]> {
  const database = await theDatabase(pool, version);
  if (!(await isMigrated(pool)))
    return [
      database,
      {
        name: 'log',
        status: 'warn',
        detail: 'not made, or not up to date; the next start does it',
      },
    ];
  return [
    database,
    await durability(pool),
    ...(await theLog(pool, log)),
    await theProjections(pool, log),
  ];
}

async function theDatabase(pool: Pool, version: string): Promise<Finding> {
  const [name, detail] = ['database', `PostgreSQL ${version}`];
  if (!(await isReadOnly(pool))) return { name, status: 'ok', detail };
  return { name, status: 'fail', detail: `${detail} takes no writes: it is read-only` };
}

async function durability(pool: Pool): Promise<Finding> {
  const { rows } = await pool.query<{ fsync: string; commit: string }>(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
  );
  const { fsync = '?', commit = '?' } = rows[0] ?? {};
  const safe = fsync === 'on' && commit !== 'off';
  return {
    name: 'durability',
    status: safe ? 'ok' : 'fail',
    detail: safe
      ? 'what is acknowledged is on the disk'
      : `fsync is ${fsync} and synchronous_commit is ${commit}: a crash may lose events; turn both on`,
  };
}

async function theLog(pool: Pool, log: EventLog): Promise<readonly Finding[]> {
  const { position, epoch } = await log.head();
  const bad = await verifyRange(pool, Math.max(1, position - lastEvents + 1), position);
  const at = `${String(position)} events, epoch ${epoch}`;
  return bad === undefined
    ? [{ name: 'log', status: 'ok', detail: at }]
    : [
        {
          name: 'log',
          status: 'fail',
          detail: `${at}: position ${String(bad)} does not verify; run verify`,
        },
      ];
}

async function theProjections(pool: Pool, log: EventLog): Promise<Finding> {
  const name = 'projections';
  const losses = await findLosses(pool, projections);
  if (losses.length > 0) return { name, status: 'fail', detail: losses.map(lossOf).join('. ') };
  const statuses = await createProjectionRunner({
    pool,
    log,
    projections,
    nodeId: 'doctor',
  }).status();
  const unfilled = statuses.filter(({ generation }) => generation === 0);
  if (unfilled.length > 0) {
    const names = unfilled.map((one) => one.name).join(' and ');
    return { name, status: 'warn', detail: `not filled yet: ${names}; the first start does it` };
  }
  const end = (await log.head()).position;
  const beyond = statuses.filter(({ position }) => position > end).map((one) => one.name);
  if (beyond.length > 0) {
    const detail = `the log ends before what was folded of it: ${beyond.join(' and ')}; run verify`;
    return { name, status: 'fail', detail };
  }
  const { status, detail } = projectionsCheck(statuses);
  const reasons = statuses.flatMap(({ error }) => (error ? [` ${error.message}`] : []));
  return { name, status: status === 'ok' ? 'ok' : 'warn', detail: detail + reasons.join('') };
}

function lossOf({ name, lost }: Loss): string {
  const what =
    lost === 'table' ? `the table of ${name}` : `the row of ${name} in projection.checkpoints`;
  return `${what} is missing; run replay --projection ${name}`;
}
