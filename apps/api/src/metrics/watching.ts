import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { EventLog, ProjectionRunner, ProjectionStatus } from '@ceasefire/event-store';
import type { LogTail } from '../database/log-tail.ts';
import { OBSERVATIONS, type Observations } from '../database/observations.ts';
import { LiveController } from '../live/live.controller.ts';
import { LiveGateway } from '../live/live.gateway.ts';
import { EVENT_LOG, LOG_TAIL, PROJECTION_RUNNER } from '../tokens.ts';
import { type LabelledValue, Metrics } from './metrics.ts';

/** Counts what the log, its tail and the projections do, and asks them how they are when Prometheus asks us. */
@Injectable()
export class Watching implements OnModuleInit {
  #statuses:
    { readonly at: number; readonly read: Promise<readonly ProjectionStatus[]> } | undefined;

  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(LOG_TAIL) private readonly tail: LogTail,
    @Inject(OBSERVATIONS) private readonly observations: Observations,
    @Inject(PROJECTION_RUNNER) private readonly runner: ProjectionRunner,
    @Inject(LiveGateway) private readonly live: LiveGateway,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
  ) {}

  onModuleInit(): void {
    this.#count();
    this.#watchLog();
    this.#watchProjections();
    const { metrics, live } = this;
    // A controller is no provider that its module could export.
    const readers = this.modules.get(LiveController, { strict: false });
    metrics.gauge('live_sockets', 'Socket clients of this node.', () => live.clients);
    metrics.gauge('live_readers', 'Readers of server-sent events.', () => readers.readers);
  }

  #count(): void {
    const { metrics, tail, observations } = this;
    tail.subscribe((events) => metrics.recorded.inc(events.length));
    observations.appends.subscribe(({ events, seconds, error }) => {
      metrics.appendEvents.observe(events);
      metrics.appendSeconds.observe(seconds);
      if (error !== undefined) metrics.appendFailures.inc();
    });
    observations.batches.subscribe(({ projection, events, seconds }) => {
      metrics.projectionEvents.observe({ projection }, events);
      metrics.projectionSeconds.observe({ projection }, seconds);
    });
    observations.reports.subscribe(({ projection, what }) => {
      if (what === 'stopped' || what === 'retrying')
        metrics.projectionErrors.inc({ projection, what });
    });
  }

  #watchLog(): void {
    const { metrics, tail, log, observations } = this;
    metrics.gauge('log_position', 'The last position that this node has seen.', () => tail.head);
    metrics.gauge('log_tail_lag', 'Positions recorded that this node has not seen.', async () =>
      Math.max(0, (await log.head()).position - tail.head),
    );
    metrics.gauge('log_append_queue_commands', 'Appends that wait for a batch.', () =>
      observations.waiting(),
    );
    metrics.counter(
      'log_doorbell_misses_total',
      'How often polling found events that no bell had told of.',
      () => observations.tail().doorbellMisses,
    );
    metrics.gauge('log_doorbell_listening', '1 while the doorbell hears its probes.', () =>
      Number(observations.tail().listening),
    );
    metrics.counter(
      'log_doorbell_reconnects_total',
      'How often the listener was replaced.',
      () => observations.tail().reconnects,
    );
  }

  #watchProjections(): void {
    const of = (name: string, help: string, read: (status: ProjectionStatus) => number): void => {
      this.metrics.gauges({ name, help, labelNames: ['projection'] }, async () =>
        (await this.#read()).map((status): LabelledValue<'projection'> => [
          { projection: status.name },
          read(status),
        ]),
      );
    };
    of('projection_position', 'The position up to which it is folded.', (one) => one.position);
    of('projection_lag', 'Positions that it is behind the log.', (one) => one.lag);
    of('projection_stopped', '1 while it stands at an event that it cannot take.', (one) =>
      Number(one.status === 'stopped'),
    );
    of(
      'projection_skipped_events',
      'Events that operators had it skip.',
      (one) => one.skipped.length,
    );
    of(
      'projection_rebuild_position',
      'How far a rebuild is; 0 while there is none.',
      (one) => one.rebuild?.position ?? 0,
    );
  }

  /** One look serves all the gauges of a scrape. */
  #read(): Promise<readonly ProjectionStatus[]> {
    const at = performance.now();
    if (this.#statuses === undefined || at - this.#statuses.at > 500)
      this.#statuses = { at, read: this.runner.status() };
    return this.#statuses.read;
  }
}
