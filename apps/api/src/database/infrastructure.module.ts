import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Situation } from '../situation/load-situation.ts';
import {
  CLOCK,
  CONFIG,
  EVENT_LOG,
  LOG_TAIL,
  LOGGER,
  PG_POOL,
  PROJECTION_RUNNER,
  SITUATION,
} from '../tokens.ts';
import { APPEND_STATE } from './append-state.ts';
import type { Infrastructure } from './infrastructure.ts';
import { DATABASE } from './lazy-database.ts';
import { OBSERVATIONS } from './observations.ts';
import { TAIL_STATE } from './tail-state.ts';

const INFRASTRUCTURE = Symbol('INFRASTRUCTURE');

/** What a process was started with. */
export interface Opened {
  readonly config: Config;
  readonly logger: Logger;
  readonly situation: Situation;
  readonly infrastructure: Infrastructure;
}

/** Hands what was opened before Nest to everything in it, and closes it last. */
@Global()
@Module({})
export class InfrastructureModule implements OnApplicationShutdown {
  constructor(@Inject(INFRASTRUCTURE) private readonly infrastructure: Infrastructure) {}

  static of({ config, logger, situation, infrastructure }: Opened): DynamicModule {
    const { pool, database, log, appends, tail, tailing, runner, observations } = infrastructure;
    const values: readonly (readonly [symbol, unknown])[] = [
      [INFRASTRUCTURE, infrastructure],
      [CONFIG, config],
      [LOGGER, logger],
      [SITUATION, situation],
      [CLOCK, Date.now],
      [PG_POOL, pool],
      [DATABASE, database],
      [EVENT_LOG, log],
      [APPEND_STATE, appends],
      [LOG_TAIL, tail],
      [TAIL_STATE, tailing],
      [PROJECTION_RUNNER, runner],
      [OBSERVATIONS, observations],
    ];
    const providers = values.map(([provide, useValue]) => ({ provide, useValue }));
    return {
      module: InfrastructureModule,
      providers,
      exports: values.map(([token]) => token),
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.infrastructure.close();
  }
}
