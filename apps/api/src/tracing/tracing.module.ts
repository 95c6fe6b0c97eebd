import { Inject, Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { trace } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import { OBSERVATIONS, type Observations } from '../database/observations.ts';
import { traceRequests } from './http-spans.ts';
import { spanOf } from './spans.ts';

/** Spans for requests, append batches and projection batches; those of commands stand where commands are handled. */
@Injectable()
class Spans implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
    @Inject(OBSERVATIONS) private readonly observations: Observations,
  ) {}

  onModuleInit(): void {
    if (!isRegistered()) return;
    traceRequests(this.http.httpAdapter.getInstance<FastifyInstance>());
    this.observations.appends.subscribe(({ commands, events, ...over }) =>
      spanOf('append batch', { 'log.commands': commands, 'log.events': events }, over),
    );
    this.observations.batches.subscribe(({ projection, events, ...over }) =>
      spanOf(`projection ${projection}`, { 'log.events': events, projection }, over),
    );
  }
}

/** Whether an exporter was started before the application. */
function isRegistered(): boolean {
  const probe = trace.getTracer('probe').startSpan('probe');
  return trace.isSpanContextValid(probe.spanContext());
}

/** OpenTelemetry, where an exporter is configured. */
@Module({ providers: [Spans] })
export class TracingModule {}
