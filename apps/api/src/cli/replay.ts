import {
  type Projection,
  type ProjectionError,
  type ReplayOutcome,
  type ReplayResult,
  type RollbackResult,
  replayProjections,
  rollBack,
} from '@ceasefire/event-store';
import { projections } from '../database/projections.ts';
import { yieldProcessor } from '../projections/yield-processor.ts';
import { projectionNamed } from './named-projection.ts';
import { CommandFailed, say, writeJson } from './output.ts';
import { progressBars } from './progress-bar.ts';
import { asApplication, type Session } from './session.ts';

/** Which projections to replay, and how. */
export interface ReplayOptions {
  readonly projection?: string;
  readonly dryRun?: boolean;
  readonly resume?: boolean;
  readonly fresh?: boolean;
  readonly rollback?: boolean;
  readonly yes?: boolean;
  readonly json?: true;
}

/**
 * Folds the log from its first event into fresh tables and compares digests and rows; what is served goes on being served until then.
 * Or returns to what was served before the last replay. `begun` is called when it takes care of interruptions itself.
 * @throws CommandFailed when something differs or could not be done, or there is no such projection
 */
export const replay = async (options: ReplayOptions, begun: () => void): Promise<void> => {
  const { projection: name } = options;
  const chosen: Chosen = name === undefined ? projections : [projectionNamed(name)];
  if (options.rollback === true && options.yes !== true)
    throw new CommandFailed(
      'A rollback serves what was served before the last replay. Add --yes to do so.',
    );
  await asApplication((session) => {
    if (options.rollback !== true) return replayAll(session, chosen, { ...options, begun });
    begun();
    return rollBackAll(session, chosen, options);
  });
};

type Chosen = readonly Projection<unknown>[];

async function replayAll(
  { pool, log }: Session,
  chosen: Chosen,
  options: ReplayOptions & { readonly begun: () => void },
) {
  const { dryRun = false, resume, fresh, json } = options;
  const bars = progressBars(json === true);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  options.begun();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  // Only now: a PostgreSQL that was started for this command is not to be slow.
  yieldProcessor();
  const outcomes = await replayProjections({
    pool,
    log,
    projections: chosen,
    dryRun,
    choice: resume === true ? 'resume' : fresh === true ? 'start-over' : 'resume-or-start',
    signal: stop.signal,
    onProgress: (name, { position, head, eventsPerSecond }) =>
      bars.at(name, { position, total: head, eventsPerSecond }),
  }).finally(() => {
    bars.stop();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  });
  for (const { name, result } of outcomes) {
    if (!result) continue;
    if (json === true) await writeJson({ projection: name, dryRun, ...result });
    else say(report(name, result, dryRun));
  }
  complain(outcomes, dryRun);
}

/** @throws CommandFailed unless all is well; the first fault that is not of the replay's own is thrown as it is */
function complain(outcomes: readonly ReplayOutcome[], dryRun: boolean): void {
  const failed = withoutIdle(outcomes).filter(({ error }) => error !== undefined);
  for (const { error } of failed) if (!isProjectionError(error)) throw error;
  const faults = failed.map(({ name, error }) => `${name}: ${(error as ProjectionError).message}`);
  const different = outcomes.filter(({ result }) => result?.equal === false);
  for (const { name, result } of different)
    faults.push(difference(name, { dryRun, tableMissing: result?.tableMissing === true }));
  if (faults.length > 0) throw new CommandFailed(faults.join('\n'));
}

function difference(
  name: string,
  { dryRun, tableMissing }: { readonly dryRun: boolean; readonly tableMissing: boolean },
): string {
  const what = tableMissing
    ? `The table of ${name} ${dryRun ? 'is' : 'was'} missing.`
    : `The replay of ${name} gave something else than what was served: the fold was changed, is not pure, or rows were altered.`;
  if (dryRun) return `${what} A replay without --dry-run makes it what the log says.`;
  const back = tableMissing ? '' : '; --rollback returns to what was';
  return `${what} What the log says is served now${back}.`;
}

/** Where several are to go on or back, those that have nothing to go on with or back to are no fault, if any had. */
function withoutIdle<Outcome extends { readonly name: string; readonly error?: unknown }>(
  outcomes: readonly Outcome[],
): readonly Outcome[] {
  const busy = outcomes.filter(({ error }) => !isNothingToDo(error));
  if (busy.length === 0) return outcomes;
  for (const { name, error } of outcomes)
    if (isNothingToDo(error)) say(`${name}: ${error.message}`);
  return busy;
}

const isNothingToDo = (error: unknown): error is ProjectionError =>
  isProjectionError(error) &&
  (error.code === 'NOTHING_TO_RESUME' || error.code === 'NOTHING_TO_ROLL_BACK_TO');

const isProjectionError = (error: unknown): error is ProjectionError =>
  error instanceof Error && error.name === 'ProjectionError';

async function rollBackAll({ pool, log }: Session, chosen: Chosen, { json }: ReplayOptions) {
  const outcomes: { readonly name: string; readonly error?: unknown }[] = [];
  for (const projection of chosen) {
    const { name } = projection;
    try {
      await tellRollback(name, await rollBack({ pool, log, projection }), json);
      outcomes.push({ name });
    } catch (error) {
      if (!isProjectionError(error)) throw error;
      outcomes.push({ name, error });
    }
  }
  const faults = withoutIdle(outcomes).flatMap(({ name, error }) =>
    isProjectionError(error) ? [`${name}: ${error.message}`] : [],
  );
  if (faults.length > 0) throw new CommandFailed(faults.join('\n'));
}

async function tellRollback(name: string, result: RollbackResult, json: true | undefined) {
  const { generation, position, digest, before } = result;
  if (json === true) return writeJson({ projection: name, ...result });
  say(
    [
      `${name}: generation ${String(generation)} is served again, at position ${String(position)}`,
      `  before ${before.digest} (generation ${String(before.generation)}, kept)`,
      `  after  ${digest}`,
    ].join('\n'),
  );
}

function verdictOf({ equal, tableMissing }: ReplayResult): string {
  if (tableMissing) return 'DIFFERENT, as the table of what was served is missing';
  return equal === null ? 'nothing to compare with' : equal ? 'equal' : 'DIFFERENT';
}

function wouldDo({ equal }: ReplayResult): string {
  if (equal === null) return 'serve this';
  return equal ? 'serve the same' : 'serve what the log says instead';
}

function report(name: string, result: ReplayResult, dryRun: boolean): string {
  const { position, before, after, firstDifference, resumedFrom, events, seconds } = result;
  const rate = seconds > 0 ? Math.round(events / seconds) : events;
  const resumed = resumedFrom > 0 ? `, resumed after position ${String(resumedFrom)}` : '';
  const lines = [
    `${name}: ${String(events)} events in ${seconds.toFixed(2)} s (${String(rate)}/s)${resumed}, compared at position ${String(position)}: ${verdictOf(result)}`,
    `  before ${before ?? '–'}`,
    `  after  ${after}`,
  ];
  if (firstDifference !== null)
    lines.push(`  the rows part first at position ${String(firstDifference)}`);
  if (dryRun) lines.push(`  nothing was written; a replay would ${wouldDo(result)}`);
  return lines.join('\n');
}
