import type { Pool } from 'pg';
import type { EventLog } from '../log/event-log.ts';
import { ProjectionError, tableMissing } from './errors.ts';
import { retryStatement, selectInterventions, skipStatement } from './interventions.sql.ts';
import type { ProjectionIntervention } from './projection.ts';
import { readGenerations, type Generation } from './registry.ts';

/** Which projection an operator gets past its event, who does so, and as part of what. */
export interface InterventionOptions {
  readonly pool: Pool;
  readonly projection: { readonly name: string; readonly version: number };
  readonly recordedBy: string;
  readonly correlationId: string;
}

/** What was done: at which event, and when (RFC 3339 UTC). */
export interface Intervened {
  readonly position: number;
  readonly at: string;
}

/**
 * Lets a stopped projection try its event again; whichever node runs it does so within moments.
 * @throws ProjectionError NOT_STOPPED
 */
export async function retryStopped(
  options: InterventionOptions & { readonly reason?: string | undefined },
): Promise<Intervened> {
  const stopped = await getStopped(options);
  const at = await intervene(options, retryStatement, { ...stopped, action: 'retry' });
  if (at === undefined) throw notStopped(options.projection.name);
  return { position: stopped.position, at };
}

/**
 * Lets a stopped projection pass over the event at which it stands, for good: this version of it is folded without that event from now
 * on, in rebuilds too.
 * @throws ProjectionError NOT_STOPPED, STOPPED_ELSEWHERE, or NOTHING_TO_SKIP where no event stands at the position
 */
export async function skipEvent(
  options: InterventionOptions & {
    readonly log: Pick<EventLog, 'readAll'>;
    readonly position: number;
    readonly reason: string;
  },
): Promise<Intervened> {
  const { log, projection, position } = options;
  const stopped = await getStopped(options);
  if (stopped.position !== position) throw stoppedElsewhere(projection.name, stopped.position);
  const [event] = await log.readAll({ after: position - 1, to: position, limit: 1, raw: true });
  const at = event && (await intervene(options, skipStatement, { ...stopped, action: 'skip' }));
  if (at !== undefined) return { position, at };
  // A projection that another log or a hole in it stopped stands at no event.
  if (event === undefined || (await getStopped(options)).position === position)
    throw nothingToSkip(projection.name, position);
  throw notStopped(projection.name);
}

/** A page of what operators did to a projection, newest first; `next` is the `before` of the page after it, null at the oldest. */
export interface InterventionPage {
  readonly items: readonly ProjectionIntervention[];
  readonly next: number | null;
}

/** Reads at most `limit` interventions of the named projection, newest first, from those before the intervention with the id `before`. */
export async function readInterventions(
  pool: Pool,
  name: string,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<InterventionPage> {
  // One more than asked for tells whether there is a next page.
  const { rows } = await pool.query<{
    id: string;
    version: number;
    action: ProjectionIntervention['action'];
    position: string;
    reason: string | null;
    recorded_by: string;
    recorded_at: Date;
  }>(selectInterventions, [name, before ?? null, limit + 1]);
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ version, action, position, reason, recorded_by, recorded_at }) => ({
      version,
      action,
      position: Number(position),
      reason,
      by: recorded_by,
      at: recorded_at.toISOString(),
    })),
    next: rows.length > limit ? Number(page.at(-1)?.id) : null,
  };
}

interface Stopped {
  readonly generation: number;
  readonly position: number;
}

/** Where the generation stands that this version of the code works on. */
async function getStopped({ pool, projection }: InterventionOptions): Promise<Stopped> {
  const known = await readGenerations(pool, [projection.name]);
  const own: Generation | undefined = known.find(({ version }) => version === projection.version);
  // Not an event is what stops it then.
  if (own?.hasTable === false) throw new ProjectionError('NOT_STOPPED', tableMissing(own.name));
  if (own?.status !== 'stopped' || own.error === null) throw notStopped(projection.name);
  return { generation: own.generation, position: own.error.position };
}

async function intervene(
  options: InterventionOptions & { readonly reason?: string | undefined },
  sql: string,
  { generation, position, action }: Stopped & Pick<ProjectionIntervention, 'action'>,
): Promise<string | undefined> {
  const { pool, projection, recordedBy, correlationId, reason = null } = options;
  const { rows } = await pool.query<{ recorded_at: Date }>(sql, [
    ...[projection.name, generation, position],
    ...[action, reason, recordedBy, correlationId],
  ]);
  return rows[0]?.recorded_at.toISOString();
}

const notStopped = (name: string): ProjectionError =>
  new ProjectionError('NOT_STOPPED', `Projection ${name} has not stopped at an event.`);

const stoppedElsewhere = (name: string, position: number): ProjectionError =>
  new ProjectionError(
    'STOPPED_ELSEWHERE',
    `Projection ${name} stands at position ${position}: only that event can be skipped.`,
    { position },
  );

const nothingToSkip = (name: string, position: number): ProjectionError =>
  new ProjectionError(
    'NOTHING_TO_SKIP',
    `No event at position ${position} stops ${name}: verify the log, or replay the projection.`,
    { position },
  );
