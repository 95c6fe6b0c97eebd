import type { Pool } from 'pg';
import type { EventLog } from '../log/event-log.ts';
import type { Projection } from './projection.ts';
import { startReplay } from './replay.ts';
import type { ReplayResult } from './replaying.ts';
import { rebuildRunning, type ShadowChoice, haltRebuild } from './shadow.ts';

export interface RebuildsOptions {
  readonly pool: Pool;
  readonly log: Pick<EventLog, 'readAll' | 'head'>;
  /** Told how each rebuild that was started here has ended. */
  readonly onEnd?: (ended: EndedRebuild) => void;
  /** As in `ReplayOptions`. */
  readonly batchSize?: number;
}

/** How a rebuild ended: with a result, or for an error. */
export interface EndedRebuild {
  readonly projection: string;
  readonly result?: ReplayResult;
  readonly error?: unknown;
}

/** A rebuild that goes on by itself. */
export interface StartedRebuild {
  readonly generation: number;
  /** Up to where an earlier, unfinished one had come; 0 when it began anew. */
  readonly resumedFrom: number;
}

/** Rebuilds that this process runs beside whatever else it does; how far they are, every node reads from the database. */
export interface Rebuilds {
  /** Resolves as soon as the rebuild is this process's. @throws as `startReplay` */
  start(projection: Projection<unknown>, choice: ShadowChoice): Promise<StartedRebuild>;
  /** Stops the rebuild of a projection wherever it runs; false when none does. A later one goes on where it stopped. */
  stop(name: string): Promise<boolean>;
  /** Ends those of this process after the batch under way; a later start goes on with them. */
  close(): Promise<void>;
}

/** Rebuilds of which none has been started. */
export function createRebuilds(options: RebuildsOptions): Rebuilds {
  const { pool, onEnd = () => undefined, ...common } = options;
  const ending = new AbortController();
  const running = new Map<string, Promise<void>>();

  const begin = async (
    projection: Projection<unknown>,
    choice: ShadowChoice,
  ): Promise<StartedRebuild> => {
    const { name } = projection;
    const { signal } = ending;
    const replay = await startReplay({
      ...common,
      pool,
      projection,
      choice,
      signal,
    });
    const end = replay.finish().then(
      (result) => onEnd({ projection: name, result }),
      (error: unknown) => onEnd({ projection: name, error }),
    );
    running.set(
      name,
      end.finally(() => running.delete(name)),
    );
    const { generation, resumedFrom } = replay;
    return { generation, resumedFrom };
  };

  return {
    start: async (projection, choice) => {
      if (running.has(projection.name)) throw rebuildRunning(projection.name, 'This process');
      return begin(projection, choice);
    },
    stop: async (name) => {
      const halted = (await haltRebuild(pool, name)) !== undefined;
      // Stopped means that nothing of it goes on, where that can be seen.
      if (halted) await running.get(name);
      return halted;
    },
    close: async () => {
      ending.abort();
      await Promise.all(running.values());
    },
  };
}
