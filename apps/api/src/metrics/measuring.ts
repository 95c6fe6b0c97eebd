import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { EventLog, ProjectionRunner } from '@ceasefire/event-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { LogTail } from '../database/log-tail.ts';
import { LiveGateway } from '../live/live.gateway.ts';
import { EVENT_LOG, LOG_TAIL, LOGGER, PROJECTION_RUNNER } from '../tokens.ts';
import { Metrics } from './metrics.ts';

/** Measures and logs what is answered, and asks the others how they do when Prometheus asks us. */
@Injectable()
export class Measuring implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(LOG_TAIL) private readonly tail: LogTail,
    @Inject(PROJECTION_RUNNER) private readonly runner: ProjectionRunner,
    @Inject(LiveGateway) private readonly live: LiveGateway,
  ) {}

  onModuleInit(): void {
    const server = this.http.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onResponse', (request, reply, done) => {
      this.#answered(request, reply);
      done();
    });
    const { metrics, tail, log, runner, live } = this;
    tail.subscribe((events) => metrics.recorded(events.length));
    metrics.gauge('log_position', 'The last position that this node has seen.', () => tail.head);
    metrics.gauge('log_tail_lag', 'Positions recorded that this node has not seen.', async () =>
      Math.max(0, (await log.head()).position - tail.head),
    );
    metrics.gauge('projection_lag', 'Positions that the slowest projection is behind.', async () =>
      Math.max(0, ...(await runner.status()).map(({ lag }) => lag)),
    );
    metrics.gauge('live_sockets', 'Socket clients of this node.', () => live.clients);
  }

  #answered(request: FastifyRequest, reply: FastifyReply): void {
    const { method } = request;
    const template = request.routeOptions.url;
    const route = request.is404 || template === undefined ? 'none' : template;
    const status = reply.statusCode;
    this.metrics.request({ method, route, status, seconds: reply.elapsedTime / 1000 });
    const level = method === 'GET' || method === 'HEAD' ? 'debug' : 'info';
    if (!this.logger.isLevelEnabled(level)) return;
    this.logger[level](
      {
        correlationId: request.id,
        method,
        route,
        path: request.url.split('?', 1)[0],
        status,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        by: request.principal?.name,
      },
      'answered',
    );
  }
}
