import { rm } from 'node:fs/promises';
import { startMonitor, temporaryFolder } from '@ceasefire/monitor-process';
import type { Section } from './report.ts';
import { spread, withSpread } from './spread.ts';

/** From the start of the process to the served page, on an empty data folder and on one that has been used. */
export async function benchStart(runs: number): Promise<Section> {
  const first: number[] = [];
  const next: number[] = [];
  for (let run = 0; run < runs; run++) {
    const dataDir = await temporaryFolder();
    for (const times of [first, next]) {
      const monitor = await startMonitor({ databaseUrl: 'embedded', dataDir, entry: 'npm start' });
      times.push(monitor.pageServedMs / 1000);
      await monitor.stop();
    }
    await rm(dataDir, { recursive: true, force: true });
  }
  const row = (what: string, seconds: number[], bound: number) => {
    const measured = spread(seconds);
    return {
      what,
      figure: withSpread(measured),
      bound: String(bound),
      reached: measured.median <= bound,
    };
  };
  return {
    title: 'Start, until the page is served',
    how: `An installed and built checkout, embedded database, ${String(runs)} runs.`,
    rows: [row('first start, s', first, 5), row('next start, s', next, 2)],
  };
}
