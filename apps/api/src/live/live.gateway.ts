import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { EventLog, ProjectionRunner } from '@ceasefire/event-store';
import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { KeyRing } from '../access/key-ring.ts';
import type { Config } from '../config.ts';
import type { LogTail } from '../database/log-tail.ts';
import {
  CLOCK,
  type Clock,
  CONFIG,
  EVENT_LOG,
  LOG_TAIL,
  LOGGER,
  PROJECTION_RUNNER,
} from '../tokens.ts';
import { BoardFeed } from './board-feed.ts';
import { LivePages } from './live-pages.ts';
import { LiveServer } from './live-server.ts';
import { Operators } from './operators.ts';

/** Opens the live server on the application's HTTP server, and closes it before that. */
@Injectable()
export class LiveGateway implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #server: LiveServer | undefined;

  constructor(
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(LOG_TAIL) private readonly tail: LogTail,
    @Inject(BoardFeed) private readonly boards: BoardFeed,
    @Inject(LivePages) private readonly pages: LivePages,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(KeyRing) private readonly keys: KeyRing,
    @Inject(PROJECTION_RUNNER) private readonly runner: ProjectionRunner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Socket clients of this node. */
  get clients(): number {
    return this.#server?.clients ?? 0;
  }

  onApplicationBootstrap(): void {
    const { log, tail, boards, pages, logger, keys, runner, clock } = this;
    this.#server = new LiveServer({
      httpServer: this.http.httpAdapter.getHttpServer() as HttpServer,
      allowedOrigins: this.config.ALLOWED_ORIGINS,
      log,
      tail,
      boards,
      pages,
      logger,
      operators: new Operators({ keys, runner, clock }),
    });
  }

  beforeApplicationShutdown(): void {
    this.#server?.close();
  }
}
