import {
  commandLine,
  eventually,
  projectionRunners,
  startMonitor,
  startStorm,
  watchLive,
  type Monitor,
  type RunProjection,
  type Storm,
} from '@ceasefire/monitor-process';
import { withDatabase } from '../server.ts';
import { pollBoards } from './board-poll.ts';
import { checkLog } from './check-log.ts';
import { checkStorm } from './check-storm.ts';
import { checkWatchers } from './check-watchers.ts';
import { fillLog } from './fill-log.ts';
import type { Rack, Scenario } from './scenario.ts';

const amounts = { long: 1_000_000, short: 2_000 };
const perSecond = 200;
// As many as it takes when each waits a third of a second for its answer.
const clients = 64;

/** A rebuild of all projections on the node that serves. */
export const rebuildScenario: Scenario = {
  what:
    `all projections are rebuilt from ${String(amounts.long)} events (--events) while ${String(perSecond)} are posted a second: ` +
    'the boards answer throughout, a client of the socket notices nothing of the swap, and the digests are equal',
  run: (rack) => withDatabase((url) => rebuild(rack, url)),
};

/** A rebuild of a million events takes minutes. */
const patienceMs = 3_600_000;

async function rebuild(rack: Rack, databaseUrl: string): Promise<void> {
  const events = rack.events ?? amounts[rack.short ? 'short' : 'long'];
  const monitor = await startMonitor({ databaseUrl });
  try {
    await fillLog(databaseUrl, events);
    await settled(monitor);
    rack.tell(`${String(events)} developments are in the log and on the boards`);
    const acknowledged = new Map<string, number>();
    for (const way of ways) {
      const storm = await rebuildMeanwhile(rack, monitor, way);
      checkStorm(rack, storm);
      for (const [id, position] of storm.acknowledged) acknowledged.set(id, position);
      await compare(rack, monitor);
    }
    await checkLog(rack, databaseUrl, acknowledged);
  } finally {
    await monitor.stop();
  }
}

async function rebuildMeanwhile(rack: Rack, monitor: Monitor, way: Way): Promise<Storm> {
  const watcher = await watchLive(monitor);
  const boards = pollBoards(rack, monitor, 20);
  const storm = startStorm({
    target: () => monitor,
    clients,
    pauseMs: 0,
    periodMs: (clients * 1000) / perSecond,
    prefix: way.prefix,
  });
  try {
    const started = performance.now();
    await way.rebuild(monitor);
    const seconds = (performance.now() - started) / 1000;
    const posted = storm.acknowledged.size;
    rack.tell(
      `${way.name}: rebuilt and swapped in ${seconds.toFixed(1)} s; ${(posted / seconds).toFixed(0)} posts a second meanwhile (${String(perSecond)} wanted)`,
    );
    if (!rack.short && way.isJudged && posted / seconds < 0.9 * perSecond)
      rack.fail(`${way.name}: less than 90 % of the wanted posts were taken`);
    await boards.stop('meanwhile');
    await storm.stop();
    await checkWatchers(rack, [watcher], Math.max(...storm.acknowledged.values()));
    return storm;
  } finally {
    watcher.close();
    await storm.stop();
  }
}

/** A way to rebuild all projections at once, and wait until each is served from what was rebuilt. */
interface Way {
  readonly name: string;
  readonly prefix: string;
  /** Whether as many posts as wanted must be taken meanwhile: a node that rebuilds has less time for those it serves. */
  readonly isJudged: boolean;
  readonly rebuild: (monitor: Monitor) => Promise<void>;
}

const ways: readonly Way[] = [
  {
    name: 'by the command line',
    prefix: 'replay',
    isJudged: true,
    async rebuild({ databaseUrl }) {
      const { status, output } = await commandLine(databaseUrl, ['replay', '--fresh']);
      if (status !== 0) throw new Error(`monitor replay ended with ${String(status)}:\n${output}`);
    },
  },
  {
    name: 'by the node that serves',
    prefix: 'rebuild',
    isJudged: false,
    async rebuild(monitor) {
      const before = await projectionRunners(monitor);
      for (const { name } of before) await operate(monitor, `${name}/rebuilds?fresh=true`);
      await eventually(async () => {
        const now = await projectionRunners(monitor);
        const swapped = now.every(
          ({ generation }, index) => generation > (before[index]?.generation ?? 0),
        );
        return swapped ? true : undefined;
      }, patienceMs);
    },
  },
];

/** Returns to what was served before, brought up to date by the ordinary way: it must be what was rebuilt. */
async function compare(rack: Rack, monitor: Monitor): Promise<void> {
  for (const { name, digest, position } of await settled(monitor)) {
    const { digest: former } = await operate<{ digest: string }>(monitor, `${name}/rollback`);
    if (former !== digest) rack.fail(`${name} was ${former} and is ${digest} after the rebuild`);
    rack.tell(
      `${name}: the digest of what was served before and of what was rebuilt at position ${String(position)}: ` +
        (former === digest ? 'equal' : 'DIFFERENT'),
    );
  }
  if (monitor.output().includes('differs from what was served'))
    rack.fail('a rebuild found that what was served is not what the log says');
}

async function operate<Body>(monitor: Monitor, path: string): Promise<Body> {
  const response = await fetch(`${monitor.url}/api/v1/admin/projections/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${monitor.adminKey}` },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${String(response.status)} ${text}`);
  return JSON.parse(text) as Body;
}

/** When all projections have reached the end of the log. */
const settled = (monitor: Monitor): Promise<readonly RunProjection[]> =>
  eventually(async () => {
    const projections = await projectionRunners(monitor);
    return projections.every(({ lag }) => lag === 0) ? projections : undefined;
  }, patienceMs);
