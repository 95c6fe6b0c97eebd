import { replayProjection, type Projection, type ReplayResult } from '@ceasefire/event-store';
import { projections } from '../database/projections.ts';
import { CommandFailed, say, writeJson } from './output.ts';
import { progressBar } from './progress-bar.ts';
import { asApplication, type Session } from './session.ts';

/** Which projections to replay, and how. */
export interface ReplayOptions {
  readonly projection?: string;
  readonly dryRun?: boolean;
  readonly json?: true;
}

/**
 * Folds the log from its first event into fresh tables and compares digests; what is served goes on being served until then.
 * @throws CommandFailed when a digest differs, or there is no such projection
 */
export const replay = (options: ReplayOptions): Promise<void> => {
  const { projection: name } = options;
  const chosen = projections.filter((projection) => name === undefined || projection.name === name);
  if (chosen.length === 0) {
    const known = projections.map((projection) => projection.name).join(', ');
    return Promise.reject(
      new CommandFailed(`There is no projection ${String(name)}. Known: ${known}.`),
    );
  }
  return asApplication(async (session) => {
    const different: string[] = [];
    for (const projection of chosen)
      if (!(await replayOne(session, projection, options))) different.push(projection.name);
    if (different.length > 0)
      throw new CommandFailed(
        `The replay of ${different.join(', ')} gave another digest than what was served: a fold is not pure, or rows were altered.`,
      );
  });
};

/** False when the digest differs from that of what was served. */
async function replayOne(
  { pool, log }: Session,
  projection: Projection<unknown>,
  { dryRun = false, json }: ReplayOptions,
): Promise<boolean> {
  const bar = progressBar(projection.name, json === true);
  const result = await replayProjection({
    pool,
    log,
    projection,
    dryRun,
    onProgress: ({ position, head, eventsPerSecond }) => bar.at(position, head, eventsPerSecond),
  }).finally(() => bar.stop());
  if (json === true) await writeJson({ projection: projection.name, dryRun, ...result });
  else say(report(projection.name, result));
  return result.equal !== false;
}

function report(
  name: string,
  { position, before, after, equal, events, seconds }: ReplayResult,
): string {
  const verdict = equal === null ? 'nothing to compare with' : equal ? 'equal' : 'DIFFERENT';
  const rate = seconds > 0 ? Math.round(events / seconds) : events;
  return [
    `${name}: ${String(events)} events in ${seconds.toFixed(2)} s (${String(rate)}/s), compared at position ${String(position)}: ${verdict}`,
    `  before ${before ?? '–'}`,
    `  after  ${after}`,
  ].join('\n');
}
