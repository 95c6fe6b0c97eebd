import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '../tokens.ts';
import { Metrics } from './metrics.ts';

/** Measures and logs what is answered. */
@Injectable()
export class Measuring implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    const server = this.http.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onResponse', (request, reply, done) => {
      this.#answered(request, reply);
      done();
    });
  }

  #answered(request: FastifyRequest, reply: FastifyReply): void {
    const { method } = request;
    const template = request.routeOptions.url;
    const route = request.is404 || template === undefined ? 'none' : template;
    const status = reply.statusCode;
    const labels = { method, route, status: `${String(status).charAt(0)}xx` };
    this.metrics.requests.observe(labels, reply.elapsedTime / 1000);
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
