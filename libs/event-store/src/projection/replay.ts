import { dryRun } from './dry-run.ts';
import { createLogPages } from './log-pages.ts';
import { createPace } from './pace.ts';
import type { Projection } from './projection.ts';
import type { Progress } from './read-through.ts';
import { beginRebuild, type Rebuild, type Rebuilt } from './rebuild.ts';
import { readGenerations, type Generation } from './registry.ts';
import { defaultBatchSize, type ReplayOptions, type ReplayResult } from './replaying.ts';

/**
 * Folds the log from position 1 into a fresh generation beside the live one, or goes on with one that was left unfinished; the live one
 * serves on until the new one has caught up and takes its place, and is kept for a rollback until the next rebuild. With `dryRun` it
 * only folds up to where the live one stands and compares.
 * @throws ProjectionError REBUILD_RUNNING when another rebuild of the projection is under way
 * @throws ProjectionError REBUILD_STOPPED when told to stop, or when a newer version is live
 * @throws ProjectionError NOTHING_TO_RESUME when it was to resume and nothing was left unfinished
 * @throws ProjectionError EVENT_REFUSED at an event that the projection cannot take; what was live stays live
 * @throws ProjectionError LEASE_LOST when the rebuild was held up for longer than its lease
 */
export async function replayProjection<State>(
  options: ReplayOptions<State>,
): Promise<ReplayResult> {
  if (options.dryRun !== true) return (await startReplay(options)).finish();
  const startedAtMs = performance.now();
  const live = await readLive(options);
  const comparable = live?.version === options.projection.version;
  try {
    const found = await dryRun(options, live, comparable);
    return resultOf(options, live, { ...found, resumedFrom: 0, startedAtMs });
  } finally {
    options.shared?.pace.leave(options.projection.name);
  }
}

/** A replay whose rebuild was begun: nobody else can begin one now. */
export interface StartedReplay extends Pick<Rebuild, 'generation' | 'resumedFrom'> {
  finish(): Promise<ReplayResult>;
}

/**
 * Begins what `replayProjection` does, so that a caller may answer before it is done; it is to be finished.
 * @throws as `replayProjection` does before it folds anything
 */
export async function startReplay<State>(options: ReplayOptions<State>): Promise<StartedReplay> {
  const startedAtMs = performance.now();
  const live = await readLive(options);
  const rebuild = await beginRebuild(options, live);
  const { generation, resumedFrom } = rebuild;
  return {
    generation,
    resumedFrom,
    finish: async () => {
      const rebuilt = await rebuild.finish();
      return resultOf(options, live, { ...rebuilt, resumedFrom, startedAtMs });
    },
  };
}

/** Options of one replay of several projections. */
export interface ReplayAllOptions extends Omit<
  ReplayOptions<unknown>,
  'projection' | 'onProgress' | 'shared'
> {
  readonly projections: readonly Projection<unknown>[];
  readonly onProgress?: (name: string, progress: Progress) => void;
}

/** How the replay of one of several projections ended. */
export interface ReplayOutcome {
  readonly name: string;
  readonly result?: ReplayResult;
  readonly error?: unknown;
}

/** Replays several projections side by side, with one read of the log for all; one that fails does not hold up the others. */
export async function replayProjections(
  options: ReplayAllOptions,
): Promise<readonly ReplayOutcome[]> {
  const { projections, onProgress, batchSize = defaultBatchSize, ...common } = options;
  const pages = createLogPages(common.log, batchSize, keptPages);
  const names = projections.map(({ name }) => name);
  const shared = { pages, pace: createPace(names, batchSize) };
  const replayOne = async (projection: Projection<unknown>): Promise<ReplayOutcome> => {
    const { name } = projection;
    const tell = onProgress && { onProgress: (progress: Progress) => onProgress(name, progress) };
    try {
      const own = { ...common, ...tell, batchSize, projection, shared };
      return { name, result: await replayProjection(own) };
    } catch (error) {
      return { name, error };
    } finally {
      shared.pace.leave(name);
    }
  };
  return Promise.all(projections.map(replayOne));
}

/** The readers keep within a page of each other and read one ahead; events that are kept for longer are moved by the collector. */
const keptPages = 4;

async function readLive<State>({
  pool,
  projection,
}: ReplayOptions<State>): Promise<Generation | undefined> {
  return (await readGenerations(pool, [projection.name])).find((one) => one.live);
}

interface Found extends Rebuilt {
  readonly resumedFrom: number;
  readonly startedAtMs: number;
}

function resultOf<State>(
  { projection }: ReplayOptions<State>,
  live: Generation | undefined,
  { after, events, firstDifference, tableMissing, resumedFrom, startedAtMs }: Found,
): ReplayResult {
  const comparable = live?.version === projection.version && !tableMissing;
  const before = comparable ? live.digest.toString('hex') : null;
  const equal = before === null ? null : before === after && firstDifference === null;
  return {
    position: live?.position ?? resumedFrom + events,
    before,
    after,
    equal: tableMissing ? false : equal,
    tableMissing,
    firstDifference,
    resumedFrom,
    events,
    seconds: (performance.now() - startedAtMs) / 1_000,
  };
}
