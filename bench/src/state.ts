import { Agent, get } from 'node:http';
import { startMonitor } from '@ceasefire/monitor-process';
import type { Section } from './report.ts';
import { quantile, spread, withSpread } from './spread.ts';

interface Timed {
  readonly ms: number;
  readonly body: string;
}

async function timedGet(url: string, agent: Agent): Promise<Timed> {
  const started = performance.now();
  return new Promise((done, fail) => {
    get(url, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode !== 200) {
          fail(new Error(`GET state answered ${String(response.statusCode)}`));
        } else done({ ms: performance.now() - started, body: Buffer.concat(chunks).toString() });
      });
    }).on('error', fail);
  });
}

/** Milliseconds of each request that `connections` keep-alive connections make, one after another on each. */
async function latencies(url: string, connections: number, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  const expected = (await timedGet(url, agent)).body;
  const connection = async (): Promise<void> => {
    while (performance.now() < until) {
      const { ms, body } = await timedGet(url, agent);
      if (body !== expected) throw new Error('Two readings of the same state differ.');
      times.push(ms);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  agent.destroy();
  return times;
}

/** `GET /api/v1/state` of the seeded product under a closed loop of 16 connections. */
export async function benchState(runs: number, seconds: number): Promise<Section> {
  const connections = 16;
  const monitor = await startMonitor({ databaseUrl: 'embedded' });
  const measured: number[][] = [];
  try {
    const url = `${monitor.url}/api/v1/state`;
    await latencies(url, connections, 1);
    for (let run = 0; run < runs; run++) {
      measured.push(await latencies(url, connections, seconds));
    }
  } finally {
    await monitor.stop();
  }
  const p99 = spread(measured.map((times) => quantile(times, 0.99)));
  const row = (what: string, values: number[]) => ({
    what,
    figure: withSpread(spread(values)),
    bound: '–',
  });
  return {
    title: 'GET /api/v1/state with the seed',
    how:
      `${String(connections)} connections in a closed loop from another process on the same machine, ` +
      `${String(runs)} runs of ${String(seconds)} s. Every body was compared.`,
    rows: [
      row(
        'p50, ms',
        measured.map((times) => quantile(times, 0.5)),
      ),
      { what: 'p99, ms', figure: withSpread(p99), bound: '5', reached: p99.median <= 5 },
      row(
        'requests/s',
        measured.map((times) => times.length / seconds),
      ),
    ],
  };
}
