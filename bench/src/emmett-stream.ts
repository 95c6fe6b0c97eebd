import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { statement } from '@ceasefire/monitor-process';
import { withDatabase } from './server.ts';

const stream = 'bench';
const perAppend = 1_000;

/**
 * Events a second that emmett-postgresql reads with `readStream` from one stream of `events` events, in `runs` runs after one that is
 * not counted.
 * @throws Error when it hands over another number of events
 */
export function emmettReadRates(runs: number, events: number): Promise<readonly number[]> {
  return withDatabase(async (url) => {
    const store = getPostgreSQLEventStore(url);
    try {
      await store.schema.migrate();
      for (let from = 0; from < events; from += perAppend) {
        await store.appendToStream(stream, batch(from, Math.min(perAppend, events - from)));
      }
      const measured: number[] = [];
      for (let run = 0; run <= runs; run++) {
        const started = performance.now();
        const { events: read } = await store.readStream(stream);
        const seconds = (performance.now() - started) / 1_000;
        if (read.length !== events) throw new Error(`It read ${String(read.length)} events.`);
        if (run > 0) measured.push(events / seconds);
      }
      return measured;
    } finally {
      await store.close();
    }
  });
}

const batch = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'StatementMade',
    data: statement({ id: `bench-${String(from + index)}` }),
  }));
