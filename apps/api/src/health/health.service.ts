import { Inject, Injectable } from '@nestjs/common';
import type { HealthCheck, Readiness } from '@ceasefire/contracts';
import type { ProjectionRunner, ProjectionStatus } from '@ceasefire/event-store';
import type { Pool } from 'pg';
import { APPEND_STATE, type AppendState } from '../database/append-state.ts';
import { isReadOnly } from '../database/no-writes.ts';
import { TAIL_STATE, type TailState } from '../database/tail-state.ts';
import { Problem } from '../problems/problem.ts';
import { boardsProjection } from '../state/boards.projection.ts';
import { BoardsService } from '../state/boards.service.ts';
import { WarmUp } from '../state/warm-up.ts';
import { PG_POOL, PROJECTION_RUNNER } from '../tokens.ts';
import { SeedState } from './seed-state.ts';

/** A database that has not answered within this time is away, as far as a load balancer is concerned. */
const answerWithinMs = 2_000;

/** For how long the boards may be behind what is projected before it is said. */
const followWithinMs = 1_000;

/** Positions; a projection that is further behind shows what is no longer the case, and not only for a moment. */
const farBehind = 1_000;

/** Says honestly whether this node can serve. */
@Injectable()
export class HealthService {
  /** Whether the projections were near the end of the log once: a node that starts is to wait for them, one that serves goes on. */
  #caughtUp = false;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(APPEND_STATE) private readonly appends: AppendState,
    @Inject(TAIL_STATE) private readonly tail: TailState,
    @Inject(PROJECTION_RUNNER) private readonly runner: ProjectionRunner,
    @Inject(BoardsService) private readonly boards: BoardsService,
    @Inject(WarmUp) private readonly warmUp: WarmUp,
    @Inject(SeedState) private readonly seed: SeedState,
  ) {}

  /** @throws Problem when this node cannot serve */
  async readiness(): Promise<Readiness> {
    const [database, statuses] = await Promise.all([
      this.#database(),
      within(this.runner.status()).catch(() => undefined),
    ]);
    const projections = statuses === undefined ? unreadable : this.#projections(statuses);
    const boards = await this.#boards(statuses ?? []);
    const own = [this.appends.check(), this.#tailer()];
    const checks = [database, ...own, projections, boards, this.seed.check()];
    const has = (status: HealthCheck['status']): boolean =>
      checks.some((check) => check.status === status);
    if (has('failed')) throw unready(checks);
    return { status: has('degraded') ? 'degraded' : 'ready', checks };
  }

  #projections(statuses: readonly ProjectionStatus[]): HealthCheck {
    this.#caughtUp ||= !isFarBehind(statuses);
    const check = projectionsCheck(statuses);
    return this.#caughtUp || check.status !== 'degraded' ? check : { ...check, status: 'failed' };
  }

  async #database(): Promise<HealthCheck> {
    const name = 'database';
    const readOnly = await within(isReadOnly(this.pool)).catch(() => undefined);
    if (readOnly === undefined) return { name, status: 'failed', detail: 'It cannot be reached.' };
    return readOnly
      ? { name, status: 'failed', detail: 'It takes no writes: it is read-only.' }
      : { name, status: 'ok', detail: 'It answers.' };
  }

  #tailer(): HealthCheck {
    const { alive, detail } = this.tail.read();
    return { name: 'tailer', status: alive ? 'ok' : 'failed', detail };
  }

  /** Whether this node shows what the projection holds; it may be a moment behind, not longer. One that has no boards yet serves nobody. */
  async #boards(statuses: readonly ProjectionStatus[]): Promise<HealthCheck> {
    const name = 'boards';
    const projected = statuses.find((one) => one.name === boardsProjection.name)?.position ?? 0;
    if (await this.boards.waitFor(projected, followWithinMs)) {
      return this.warmUp.over
        ? { name, status: 'ok', detail: 'They show what is projected.' }
        : { name, status: 'failed', detail: 'They are loaded, and first answers are tried out.' };
    }
    const at = String(this.boards.position);
    if (!this.boards.loaded) {
      const detail = `They are being loaded: at position ${at} of ${String(projected)}.`;
      return { name, status: 'failed', detail };
    }
    const detail = `They stay at position ${at}; what is projected is at ${String(projected)}.`;
    return { name, status: 'degraded', detail };
  }
}

function unready(checks: readonly HealthCheck[]): Problem {
  const failed = checks.filter(({ status }) => status === 'failed');
  const detail = failed.map((check) => `${check.name}: ${check.detail}`).join(' ');
  return new Problem('unavailable', detail, { headers: { 'Retry-After': '2' }, more: { checks } });
}

const unreadable: HealthCheck = {
  name: 'projections',
  status: 'degraded',
  detail: 'Their progress cannot be read.',
};

/** A stopped projection still serves what it had: degraded, and it says so. */
export function projectionsCheck(statuses: readonly ProjectionStatus[]): HealthCheck {
  const stopped = statuses.filter(({ status }) => status === 'stopped');
  if (stopped.length > 0)
    return {
      name: 'projections',
      status: 'degraded',
      detail: stopped
        .map((one) => `${one.name} stopped at position ${String(placeOf(one))}.`)
        .join(' '),
    };
  const detail = `At most ${String(lagOf(statuses))} positions behind.`;
  return isFarBehind(statuses)
    ? {
        name: 'projections',
        status: 'degraded',
        detail: `${detail} They show what was recorded before.`,
      }
    : { name: 'projections', status: 'ok', detail };
}

/** The event that it could not take, as retries and skips name it. */
const placeOf = ({ error, position }: ProjectionStatus): number => error?.position ?? position;

const isFarBehind = (statuses: readonly ProjectionStatus[]): boolean => lagOf(statuses) > farBehind;

/** One that stopped at an event waits for an operator: it is not on its way. */
const lagOf = (statuses: readonly ProjectionStatus[]): number =>
  Math.max(0, ...statuses.map(({ status, lag }) => (status === 'stopped' ? 0 : lag)));

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), answerWithinMs);
  });
  work.catch(() => undefined); // It may fail after it was given up.
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
