import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const registry = (): Registry => {
  const made = new Registry();
  collectDefaultMetrics({ register: made });
  return made;
};

/** From a commit of one event to a database in trouble. Seconds. */
const batchSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const batchSizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_000, 2_000];

/** What the process measures of itself, for Prometheus. Labels come from closed lists, so that their number is bounded. */
export class Metrics {
  readonly registry = registry();
  readonly requests = this.#histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its answer, by route.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  });
  readonly recorded = this.#counter(
    'log_events_total',
    'Events that this node has seen recorded, by whichever node.',
  );
  readonly appendEvents = this.#histogram({
    name: 'log_append_batch_events',
    help: 'Events in one append batch of this node.',
    labelNames: [] as const,
    buckets: batchSizes,
  });
  readonly appendSeconds = this.#histogram({
    name: 'log_append_batch_duration_seconds',
    help: 'Time of one append batch of this node, commit included.',
    labelNames: [] as const,
    buckets: batchSeconds,
  });
  readonly appendFailures = this.#counter(
    'log_append_batch_failures_total',
    'Append batches of this node that the database did not take.',
  );
  readonly projectionEvents = this.#histogram({
    name: 'projection_batch_events',
    help: 'Events in one transaction of a projection that this node runs.',
    labelNames: ['projection'] as const,
    buckets: batchSizes,
  });
  readonly projectionSeconds = this.#histogram({
    name: 'projection_batch_duration_seconds',
    help: 'Time of one transaction of a projection that this node runs.',
    labelNames: ['projection'] as const,
    buckets: batchSeconds,
  });
  readonly projectionErrors = new Counter({
    name: 'projection_errors_total',
    help: 'Faults of a projection on this node: it stopped at an event, or has to try again.',
    labelNames: ['projection', 'what'] as const,
    registers: [this.registry],
  });

  /** A gauge that is read when it is asked for; one that cannot be read is left out. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    this.gauges({ name, help, labelNames: [] }, async () => [[{}, await read()]]);
  }

  /** The same for one value a set of labels. */
  gauges<Label extends string>(
    { name, help, labelNames }: GaugeNames<Label>,
    read: () => Promise<readonly LabelledValue<Label>[]>,
  ): void {
    const gauge = new Gauge<Label>({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      async collect() {
        gauge.reset();
        try {
          for (const [labels, value] of await read()) gauge.set(labels, value);
        } catch {
          gauge.remove();
        }
      },
    });
  }

  /** A count that others keep, read when it is asked for. */
  counter(name: string, help: string, read: () => number): void {
    const counter: Counter = new Counter({
      name,
      help,
      registers: [this.registry],
      collect() {
        counter.reset();
        counter.inc(read());
      },
    });
  }

  #histogram<Label extends string>(names: GaugeNames<Label> & { readonly buckets: number[] }) {
    const { name, help, labelNames, buckets } = names;
    const registers = [this.registry];
    return new Histogram<Label>({ name, help, labelNames: [...labelNames], buckets, registers });
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.registry] });
  }
}

interface GaugeNames<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Label[];
}

/** One sample of a gauge. */
export type LabelledValue<Label extends string> = readonly [
  labels: Partial<Record<Label, string>>,
  value: number,
];
