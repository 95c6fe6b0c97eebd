import { Inject, Injectable } from '@nestjs/common';
import type { Intervened, Interventions, InterventionsQuery } from '@ceasefire/contracts';
import {
  type EventLog,
  ProjectionError,
  type ProjectionErrorCode,
  readInterventions,
  retryStopped,
  skipEvent,
} from '@ceasefire/event-store';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Problem, type ProblemKind } from '../problems/problem.ts';
import { EVENT_LOG, LOGGER, PG_POOL } from '../tokens.ts';
import { projectionNamed } from './named-projection.ts';

interface Asked {
  readonly recordedBy: string;
  readonly correlationId: string;
}

/** Has stopped projections try their event again or pass over it; whichever node runs them notices. */
@Injectable()
export class InterventionsService {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws Problem 404, or 409 when it has not stopped */
  async retry(
    name: string,
    asked: Asked & { readonly reason: string | undefined },
  ): Promise<Intervened> {
    const projection = projectionNamed(name);
    const { position, at } = await refusing(
      retryStopped({ pool: this.pool, projection, ...asked }),
    );
    this.logger.warn({ projection: name, position, ...asked }, `projection ${name}: tried again`);
    return { projection: name, action: 'retry', position, at };
  }

  /** @throws Problem 404, 409 when it has not stopped at an event, 412 when it stands elsewhere */
  async skip(
    name: string,
    asked: Asked & { readonly position: number; readonly reason: string },
  ): Promise<Intervened> {
    const { pool, log } = this;
    const projection = projectionNamed(name);
    const { position, at } = await refusing(skipEvent({ pool, log, projection, ...asked }));
    this.logger.warn({ projection: name, ...asked }, `projection ${name}: an event is skipped`);
    return { projection: name, action: 'skip', position, at };
  }

  /** @throws Problem 404 */
  async list(name: string, page: InterventionsQuery): Promise<Interventions> {
    const { items, next } = await readInterventions(this.pool, projectionNamed(name).name, page);
    return { items: [...items], next };
  }
}

const kinds: Partial<Record<ProjectionErrorCode, ProblemKind>> = {
  NOT_STOPPED: 'conflict',
  NOTHING_TO_SKIP: 'conflict',
  STOPPED_ELSEWHERE: 'precondition-failed',
};

async function refusing<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const kind = error instanceof ProjectionError ? kinds[error.code] : undefined;
    if (kind === undefined) throw error;
    throw new Problem(kind, (error as Error).message, { cause: error });
  }
}
