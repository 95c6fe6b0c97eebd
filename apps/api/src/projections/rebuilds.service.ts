import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { RebuildStarted, RolledBack } from '@ceasefire/contracts';
import {
  type EndedRebuild,
  type EventLog,
  ProjectionError,
  type ProjectionErrorCode,
  type Rebuilds,
  rollBack,
} from '@ceasefire/event-store';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { withoutCompiling } from '../database/pools.ts';
import { notFound, Problem } from '../problems/problem.ts';
import { CONFIG, EVENT_LOG, LOGGER, PG_POOL } from '../tokens.ts';
import { projectionNamed } from './named-projection.ts';
import { createThreadedRebuilds } from './threaded-rebuilds.ts';

/** The rebuilds that this node was asked for. They end with it; the next one that is asked for, on any node, goes on with them. */
@Injectable()
export class RebuildsService implements OnModuleDestroy {
  readonly #rebuilds: Rebuilds;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CONFIG) config: Config,
  ) {
    const { connectionString = '', options = withoutCompiling } = pool.options;
    this.#rebuilds = createThreadedRebuilds({
      pool,
      log,
      database: { connectionString, options },
      logLevel: config.LOG_LEVEL,
      onEnd: (ended) => this.#tell(ended),
    });
  }

  /** @throws Problem 404, or 409 when a rebuild of it runs or a newer version is live */
  async start(name: string, fresh: boolean): Promise<RebuildStarted> {
    const choice = fresh ? 'start-over' : 'resume-or-start';
    const started = await refusing(this.#rebuilds.start(projectionNamed(name), choice));
    return { projection: name, ...started };
  }

  /** @throws Problem 404 when there is no such projection, or nothing to stop */
  async stop(name: string): Promise<void> {
    if (!(await this.#rebuilds.stop(projectionNamed(name).name)))
      throw notFound(`rebuild of ${name} under way`);
  }

  /** @throws Problem 404, or 409 when there is nothing to return to */
  async rollBack(name: string): Promise<RolledBack> {
    const { pool, log } = this;
    const result = await refusing(rollBack({ pool, log, projection: projectionNamed(name) }));
    this.logger.warn({ projection: name, ...result }, `projection ${name}: rolled back`);
    return { projection: name, ...result };
  }

  async onModuleDestroy(): Promise<void> {
    await this.#rebuilds.close();
  }

  #tell({ projection, result, error }: EndedRebuild): void {
    const fields = { projection, ...result };
    if (result?.equal === false)
      this.logger.warn(
        fields,
        `projection ${projection}: rebuilt, and differs from what was served`,
      );
    else if (result) this.logger.info(fields, `projection ${projection}: rebuilt`);
    else if (error instanceof ProjectionError && error.code === 'REBUILD_STOPPED')
      this.logger.info(fields, `projection ${projection}: ${error.message}`);
    else this.logger.error({ ...fields, err: error }, `projection ${projection}: rebuild failed`);
  }
}

const conflicts = new Set<ProjectionErrorCode>([
  'REBUILD_RUNNING',
  'REBUILD_STOPPED',
  'NOTHING_TO_ROLL_BACK_TO',
  'LEASE_LOST',
  'EVENT_REFUSED',
]);

/** What the runtime refuses as a conflict with what is stored. */
async function refusing<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ProjectionError) || !conflicts.has(error.code)) throw error;
    throw new Problem('conflict', error.message, { cause: error });
  }
}
