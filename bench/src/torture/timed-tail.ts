import { randomUUID } from 'node:crypto';
import { createPostgresLog, tailLog, type EventLog, type TailStatus } from '@ceasefire/event-store';
import pg from 'pg';
import { eventData } from './event-data.ts';
import { pause } from './scenario.ts';

/** An appender and, as on another node, a reader that follows it, with the time that each event took from one to the other. */
export interface TimedTail {
  /** Appends about 20 events a second for `ms`; answers their positions. */
  appendFor(ms: number): Promise<readonly number[]>;
  /** Milliseconds from the append's acknowledgement to the delivery (0 when the delivery was faster); undefined when it is still to come. */
  delayMs(position: number): number | undefined;
  status(): TailStatus;
  stop(): Promise<void>;
}

/** Where the reader reads, and where its doorbell hangs. */
export interface TimedTailOptions {
  readonly databaseUrl: string;
  readonly doorbellUrl: string;
  readonly pollMs: number;
}

/** Starts both on a migrated database. */
export function timedTail(options: TimedTailOptions): TimedTail {
  const { databaseUrl, doorbellUrl, pollMs } = options;
  const writer = createPostgresLog({ connectionString: databaseUrl });
  const reader = createPostgresLog({ connectionString: databaseUrl });
  const pool = new pg.Pool({ connectionString: doorbellUrl, connectionTimeoutMillis: 2000 });
  pool.on('error', () => undefined);
  const delivered = new Map<number, number>();
  const acknowledged = new Map<number, number>();
  const tail = tailLog({
    log: reader,
    pool,
    after: 0,
    pollMs,
    onEvents(events) {
      for (const { position } of events) {
        if (delivered.has(position)) throw new Error(`${String(position)} was delivered twice.`);
        delivered.set(position, performance.now());
      }
    },
  });
  return {
    appendFor: (ms) => appendFor(writer, ms, acknowledged),
    delayMs(position) {
      const [from, to] = [acknowledged.get(position), delivered.get(position)];
      return from === undefined || to === undefined ? undefined : Math.max(0, to - from);
    },
    status: () => tail.status(),
    async stop() {
      await tail.stop();
      await Promise.all([writer.close(), reader.close()]);
      // Not waited for: a connection that went silent answers no farewell.
      void pool.end();
    },
  };
}

async function appendFor(
  log: EventLog,
  ms: number,
  acknowledged: Map<number, number>,
): Promise<readonly number[]> {
  const positions: number[] = [];
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const stream = randomUUID();
    const events = [{ id: randomUUID(), type: 'StatementMade', data: eventData }];
    const { lastPosition } = await log.append({
      writes: [{ stream, expected: 0, events }],
      meta: { recordedBy: 'torture', correlationId: stream },
    });
    acknowledged.set(lastPosition, performance.now());
    positions.push(lastPosition);
    await pause(50);
  }
  return positions;
}
