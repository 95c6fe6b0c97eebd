import { type Monitor, startMonitor, statement, write } from '@ceasefire/monitor-process';
import { io, type Socket } from 'socket.io-client';
import type { Section } from './report.ts';
import { quantile, spread, withSpread } from './spread.ts';

interface LiveEvent {
  readonly development: string | null;
}

/** When each development was sent and how long it took to be heard of on a socket. */
class Stopwatch {
  readonly #sent = new Map<string, number>();
  readonly #tookMs = new Map<string, number>();

  start(id: string): void {
    this.#sent.set(id, performance.now());
  }

  /** @throws Error when it was heard of before */
  heard(id: string): void {
    const sent = this.#sent.get(id);
    if (sent === undefined) return;
    if (this.#tookMs.has(id)) throw new Error(`${id} was delivered twice.`);
    this.#tookMs.set(id, performance.now() - sent);
  }

  /** @throws Error when it was never heard of */
  tookMs(id: string): number {
    const ms = this.#tookMs.get(id);
    if (ms === undefined) throw new Error(`${id} was never delivered.`);
    return ms;
  }
}

async function watch(monitor: Monitor, stopwatch: Stopwatch): Promise<Socket> {
  const socket = io(`${monitor.url}/live`, { transports: ['websocket'], reconnection: false });
  socket.on('events', (batch: readonly LiveEvent[], acknowledge?: () => void) => {
    for (const { development } of batch) if (development !== null) stopwatch.heard(development);
    acknowledge?.();
  });
  await new Promise<void>((done, fail) => {
    socket.once('welcome', done);
    socket.once('connect_error', fail);
  });
  return socket;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Posts one after another; answers how long each took until it was heard of. */
async function postings(monitor: Monitor, stopwatch: Stopwatch, ids: string[]): Promise<number[]> {
  for (const id of ids) {
    stopwatch.start(id);
    const { status, text } = await write(monitor, 'developments', statement({ id }));
    if (status !== 201) throw new Error(`POST answered ${String(status)}: ${text}`);
    await pause(5);
  }
  await pause(500);
  return ids.map((id) => stopwatch.tookMs(id));
}

/** From the start of an admin POST to the message on another client's socket. */
export async function benchLive(runs: number, posts: number): Promise<Section> {
  const monitor = await startMonitor({ databaseUrl: 'embedded' });
  const stopwatch = new Stopwatch();
  const socket = await watch(monitor, stopwatch);
  const measured: number[][] = [];
  try {
    for (let run = 0; run <= runs; run++) {
      const ids = Array.from({ length: posts }, (_, index) => `bench-${run}-${index}`);
      const times = await postings(monitor, stopwatch, ids);
      if (run > 0) measured.push(times);
    }
  } finally {
    socket.disconnect();
    await monitor.stop();
  }
  const median = spread(measured.map((times) => quantile(times, 0.5)));
  const p99 = spread(measured.map((times) => quantile(times, 0.99)));
  return {
    title: 'Admin POST to the message on another client',
    how:
      `${String(posts)} posts a run, one after another, ${String(runs)} runs after one that is not counted. ` +
      'Every post was delivered once.',
    rows: [
      { what: 'median, ms', figure: withSpread(median), bound: '15', reached: median.median <= 15 },
      { what: 'p99, ms', figure: withSpread(p99), bound: '–' },
    ],
  };
}
