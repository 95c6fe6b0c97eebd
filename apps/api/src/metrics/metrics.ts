import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the process measures of itself, for Prometheus. Labels come from closed lists, so that their number is bounded. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #recorded: Counter;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    const registers = [this.registry];
    this.#requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from a request to its answer, by route.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    });
    this.#recorded = new Counter({
      name: 'log_events_total',
      help: 'Events that this node has seen recorded, by whichever node.',
      registers,
    });
  }

  /** Notes an answered request; `route` is the route's template, never the path. */
  request({ method, route, status, seconds }: AnsweredRequest): void {
    this.#requests.observe({ method, route, status: `${String(status).charAt(0)}xx` }, seconds);
  }

  recorded(events: number): void {
    this.#recorded.inc(events);
  }

  /** A gauge that is read when it is asked for; one that cannot be read is left out. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        try {
          gauge.set(await read());
        } catch {
          gauge.reset();
        }
      },
    });
  }
}

interface AnsweredRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}
