import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  eventually,
  freePort,
  newAdminKey,
  ready,
  startMonitor,
  startStorm,
  temporaryFolder,
  type Monitor,
  type Storm,
} from '@ceasefire/monitor-process';
import { openPostgres } from '@ceasefire/postgres';
import { figure, quantile } from '../spread.ts';
import { checkLog } from './check-log.ts';
import { checkStorm } from './check-storm.ts';
import { pause, type Rack, type Scenario } from './scenario.ts';

const amounts = {
  long: { api: 200, postmaster: 50 },
  short: { api: 3, postmaster: 2 },
};

/** `kill -9` of the API and of its own database while clients post. */
export const killStormScenario: Scenario = {
  what:
    `${String(amounts.long.api)} kill -9 of the API and ${String(amounts.long.postmaster)} of the postmaster while 16 clients post: ` +
    'nothing acknowledged is missing, nothing is there twice under one key, positions are dense, the chain is whole, and it is ready again within 5 s',
  run: killStorm,
};

type Victim = 'api' | 'postmaster';

async function killStorm(rack: Rack): Promise<void> {
  const dataDir = await temporaryFolder();
  const options = {
    databaseUrl: 'embedded',
    dataDir,
    port: await freePort(),
    adminKey: newAdminKey(),
  };
  const start = () => startMonitor(options);
  let monitor = await start();
  const storm = startStorm({ target: () => monitor, clients: 16, pauseMs: 50, prefix: 'storm' });
  const backMs: Record<Victim, number[]> = { api: [], postmaster: [] };
  try {
    for (const victim of order(rack)) {
      await moreThan(storm, storm.acknowledged.size);
      await pause(rack.chance.whole(0, 400));
      const killed = performance.now();
      if (victim === 'api') monitor = await killApi(monitor, start);
      else await killPostmaster(dataDir);
      await moreThan(storm, storm.acknowledged.size);
      await ready(monitor);
      backMs[victim].push(performance.now() - killed);
    }
    await storm.stop();
    report(rack, storm, backMs);
    await checkDatabase(rack, dataDir, storm);
  } finally {
    await storm.stop();
    await monitor.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function order({ chance, short }: Rack): Victim[] {
  const { api, postmaster } = amounts[short ? 'short' : 'long'];
  const left = { api, postmaster };
  return Array.from({ length: api + postmaster }, () => {
    const victim = chance.next() * (left.api + left.postmaster) < left.api ? 'api' : 'postmaster';
    left[victim] -= 1;
    return victim;
  });
}

const moreThan = (storm: Storm, count: number): Promise<true> =>
  eventually(() => {
    if (storm.strange.length > 0) throw new Error(storm.strange.join('\n'));
    return storm.acknowledged.size > count ? true : undefined;
  }, 120_000);

async function killApi(monitor: Monitor, start: () => Promise<Monitor>): Promise<Monitor> {
  await monitor.stop('SIGKILL');
  return start();
}

/** Kills it and waits for the next one: until then its children may still answer what they had begun. */
async function killPostmaster(dataDir: string): Promise<void> {
  const killed = await postmaster(dataDir);
  process.kill(killed, 'SIGKILL');
  await eventually(async () => ((await postmaster(dataDir)) === killed ? undefined : true), 60_000);
}

/** The first line of `postmaster.pid` is the number of the process that all others of a server descend from. */
async function postmaster(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
  const pid = Number(text.split('\n')[0]);
  if (!(pid > 0)) throw new Error(`postmaster.pid begins with no number: ${text}`);
  return pid;
}

function report(rack: Rack, storm: Storm, backMs: Record<Victim, number[]>): void {
  checkStorm(rack, storm);
  for (const [victim, times] of Object.entries(backMs)) {
    const median = figure(quantile(times, 0.5));
    rack.tell(
      `${String(times.length)} kills of the ${victim}; median until a post was acknowledged again and the node ready: ${median} ms`,
    );
    rack.judge(`longest, ${victim}`, quantile(times, 1), 5_000);
  }
}

async function checkDatabase(rack: Rack, dataDir: string, storm: Storm): Promise<void> {
  const postgres = await openPostgres({ dataDir });
  try {
    await checkLog(rack, postgres.url, storm.acknowledged);
  } finally {
    await postgres.stop();
  }
}
