import type { BoardChanges, BoardsChanged } from '@ceasefire/contracts';
import {
  type BoardIndex,
  type Boards,
  changedBoards,
  type Fact,
  type Moment,
} from '@ceasefire/domain';
import {
  type Delivery,
  type EventLog,
  type Follower,
  followProjection,
  type RecordedEvent,
  type Revision,
} from '@ceasefire/event-store';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { type Observable, Subject } from 'rxjs';
import { Problem } from '../problems/problem.ts';
import type { LogTail } from '../database/log-tail.ts';
import { OBSERVATIONS, type Observations } from '../database/observations.ts';
import type { Situation } from '../situation/load-situation.ts';
import { processDefinitions } from '../situation/known-names.ts';
import { CLOCK, type Clock, EVENT_LOG, LOG_TAIL, LOGGER, PG_POOL, SITUATION } from '../tokens.ts';
import { BoardsModel } from './boards-model.ts';
import { boardsProjection } from './boards.projection.ts';
import { factsAfter } from './facts-after.ts';

/** How long a start waits for the boards to be loaded; then the page is served and says that they are. */
const loadPatienceMs = 5_000;

/** How often a load that takes long says in the log how far it is. */
const tellLoadEveryMs = 5_000;

/** The longest that `setTimeout` can wait, with room to spare. */
const longestTimerMs = 2 ** 31 - 1_000;

/** The boards of this node: it follows the projection and tells of changes, by an event or by the clock alone. */
@Injectable()
export class BoardsService implements OnModuleInit, OnModuleDestroy {
  readonly #changes = new Subject<BoardsChanged>();
  readonly #reloads = new Subject<void>();
  /** Undefined until the boards were loaded once. */
  #served: BoardsModel | undefined;
  #filling: BoardsModel | undefined;
  /** The database was put back or replaced: what is served is of what was there before. */
  #reloading = false;
  #follower: Follower | undefined;
  #told: Boards | undefined;
  #timer: NodeJS.Timeout | undefined;
  #toldLoadAtMs = performance.now();

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SITUATION) private readonly situation: Situation,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(LOG_TAIL) private readonly tail: Pick<LogTail, 'onRestart'>,
    @Inject(OBSERVATIONS) private readonly observations: Pick<Observations, 'commits'>,
  ) {}

  async onModuleInit(): Promise<void> {
    this.#follower = followProjection<Fact>({
      pool: this.pool,
      projection: boardsProjection,
      commits: (listener) => {
        const listening = this.observations.commits.subscribe(listener);
        return () => {
          listening.unsubscribe();
        };
      },
      onChanges: (revisions, position, delivery) => this.#take(revisions, position, delivery),
    });
    this.tail.onRestart(() => {
      this.#reloading = true;
      this.#follower?.restart();
    });
    await Promise.race([this.#follower.ready, pause(loadPatienceMs)]);
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.#timer);
    this.#changes.complete();
    this.#reloads.complete();
    await this.#follower?.stop();
  }

  /**
   * What is served now. Another model takes its place when the projection was rebuilt: do not keep it.
   * @throws Problem 503 while the boards are loaded for the first time: half of them would say what was never the case
   */
  get model(): BoardsModel {
    if (this.#served === undefined) throw notLoaded(this.position);
    return this.#served;
  }

  /** Whether there are boards to serve. */
  get loaded(): boolean {
    return this.#served !== undefined;
  }

  /** The log position that the boards have come to, those that are still being loaded too. */
  get position(): number {
    return (this.#served ?? this.#filling)?.position ?? 0;
  }

  /** Says which boards changed and what they are now, each time that they do. */
  changes(): Observable<BoardsChanged> {
    return this.#changes.asObservable();
  }

  /** Says when the boards of another log have taken the place of those that were served. */
  reloads(): Observable<void> {
    return this.#reloads.asObservable();
  }

  /** All the boards as they are now. */
  everything(): BoardsChanged {
    const { model } = this;
    return { position: model.position, changed: { ...model.index.boardsAt(this.#live()) } };
  }

  /** True once this node's boards show what was recorded up to `position`; false when they do not after `timeoutMs`. */
  async waitFor(position: number, timeoutMs: number): Promise<boolean> {
    return (await this.#follower?.reached(position, timeoutMs)) ?? false;
  }

  /**
   * What the boards of now would become had these events been recorded: work in proportion to the processes that they concern.
   * @throws LogUnavailable as the log does
   */
  async preview(events: readonly RecordedEvent[]): Promise<BoardChanges> {
    const facts = await factsAfter(this.log, events);
    const moment = this.#live();
    const { index } = this.model;
    const before = index.boardsAt(moment);
    return changedBoards(before, index.foresee(facts, moment.now)) as BoardChanges;
  }

  #take(revisions: readonly Revision<Fact>[], position: number, delivery: Delivery): void {
    if (delivery.reset) this.#filling = this.#empty();
    const taking = this.#filling ?? this.model;
    taking.apply(revisions, position);
    if (!delivery.complete) {
      this.#tellLoad();
      return;
    }
    this.#served = taking;
    this.#filling = undefined;
    this.#tell(taking);
    if (!this.#reloading) return;
    this.#reloading = false;
    this.#reloads.next();
  }

  #tellLoad(): void {
    const nowMs = performance.now();
    if (nowMs - this.#toldLoadAtMs < tellLoadEveryMs) return;
    this.#toldLoadAtMs = nowMs;
    this.logger.info({ position: this.#filling?.position }, 'the boards are being loaded');
  }

  #tell({ position, index }: BoardsModel): void {
    const boards = index.boardsAt(this.#live());
    // Who came while they were loaded has none of them.
    const changed =
      this.#told === undefined ? { ...boards } : changedBoards(this.#told, boards).after;
    this.#told = boards;
    this.#watchClock(index);
    if (Object.keys(changed).length === 0) return;
    this.logger.debug({ position, boards: Object.keys(changed) }, 'boards changed');
    this.#changes.next({ position, changed });
  }

  /** The clock moves boards without an event. */
  #watchClock(index: BoardIndex): void {
    clearTimeout(this.#timer);
    const nowMs = this.clock();
    const nextMs = index.nextChangeAfter(nowMs);
    if (nextMs === null) return;
    this.#timer = setTimeout(
      () => this.#tell(this.model),
      Math.min(nextMs - nowMs, longestTimerMs),
    );
    this.#timer.unref();
  }

  #live(): Moment {
    return { asOf: null, knownAt: null, position: null, now: this.clock() };
  }

  #empty(): BoardsModel {
    return new BoardsModel(processDefinitions(this.situation.description));
  }
}

const notLoaded = (position: number): Problem =>
  new Problem('unavailable', `The boards are being loaded and have come to position ${position}.`, {
    headers: { 'Retry-After': '2' },
  });

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, ms).unref());
