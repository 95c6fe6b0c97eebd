import {
  cuttableProxy,
  eventually,
  read,
  ready,
  startMonitor,
  startStorm,
  type Monitor,
} from '@ceasefire/monitor-process';
import { withDatabase } from '../server.ts';
import { pollBoards } from './board-poll.ts';
import { checkLog } from './check-log.ts';
import { checkStorm } from './check-storm.ts';
import { pause, type Rack, type Scenario } from './scenario.ts';

/** The database out of reach while clients post. */
export const awayScenario: Scenario = {
  what: 'the database is away for 30 s while 16 clients post: 503 with Retry-After, the boards stay readable, all recovers, nothing is lost',
  run: (rack) =>
    withDatabase((url) => away(rack, url, { how: 'cut', shortMs: 8_000, backMs: 5_000 })),
};

/** The same, but no connection ends: nobody answers any more. */
export const silentScenario: Scenario = {
  what: 'the database falls silent for 30 s without ending a connection: the same as when it is away',
  run: (rack) =>
    withDatabase((url) => away(rack, url, { how: 'silence', shortMs: 20_000, backMs: 20_000 })),
};

interface Absence {
  readonly how: 'cut' | 'silence';
  /** For how long in the short form; a silent connection is given up after some time only. */
  readonly shortMs: number;
  /** Within which time all shall be as before. */
  readonly backMs: number;
}

async function away(rack: Rack, databaseUrl: string, absence: Absence): Promise<void> {
  const proxy = await cuttableProxy(databaseUrl);
  const monitor = await startMonitor({ databaseUrl: proxy.url });
  const storm = startStorm({ target: () => monitor, clients: 16, pauseMs: 20, prefix: 'away' });
  try {
    await eventually(() => (storm.acknowledged.size > 50 ? true : undefined));
    const before = storm.unavailable.count;
    proxy[absence.how]();
    const boards = pollBoards(rack, monitor);
    await pause(rack.short ? absence.shortMs : 30_000);
    const unready = (await fetch(`${monitor.url}/health/ready`)).status;
    if (unready !== 503) rack.fail(`/health/ready answered ${String(unready)}`);
    await boards.stop('while it is away');
    if (storm.unavailable.count === before) rack.fail('no write was answered 503');
    const mended = performance.now();
    proxy.mend();
    await ready(monitor);
    rack.judge('ready again after', performance.now() - mended, absence.backMs);
    const sizeThen = storm.acknowledged.size;
    await eventually(() => (storm.acknowledged.size > sizeThen ? true : undefined));
    const last = Math.max(...storm.acknowledged.values());
    await eventually(async () => ((await position(monitor)) >= last ? true : undefined));
    rack.judge('the boards follow again after', performance.now() - mended, absence.backMs);
    await storm.stop();
    checkStorm(rack, storm);
    await checkLog(rack, databaseUrl, storm.acknowledged);
  } finally {
    proxy.mend();
    await storm.stop();
    await monitor.stop();
    await proxy.close();
  }
}

async function position(monitor: Monitor): Promise<number> {
  const { status, body, text } = await read<{ position: number }>(monitor, 'state');
  if (status !== 200) throw new Error(`state answered ${String(status)}: ${text}`);
  return body.position;
}
