import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  eventually,
  read,
  ready,
  startMonitor,
  startStorm,
  temporaryFolder,
  type Monitor,
  type Storm,
} from '@ceasefire/monitor-process';
import { openPostgres } from '@ceasefire/postgres';
import { pollBoards } from './board-poll.ts';
import { checkLog } from './check-log.ts';
import { checkStorm } from './check-storm.ts';
import { pause, type Rack, type Scenario } from './scenario.ts';
import { smallDisk, type SmallDisk } from './small-disk.ts';
import { smallServer, type SmallServer } from './small-server.ts';

/** No room for tables: PostgreSQL goes on and refuses what needs more of it. */
export const diskFullScenario: Scenario = {
  what: 'the disk of the tables is full for 30 s while 16 clients post: 503 with Retry-After, all that is stored stays readable, all goes on when there is room, nothing is lost',
  run: (rack) => diskFull(rack, { full: 'data', megabytes: 128 }),
};

/** No room for the write-ahead log: PostgreSQL ends, and does not come up before there is room. */
export const walFullScenario: Scenario = {
  what: 'the disk of the write-ahead log is full for 30 s, so that PostgreSQL ends and cannot start: 503 with Retry-After, the boards stay readable, all goes on when there is room, nothing is lost',
  run: (rack) => diskFull(rack, { full: 'wal', megabytes: 64 }),
};

interface Shortage {
  /** Which of the server's folders is on the small disk. */
  readonly full: 'data' | 'wal';
  readonly megabytes: number;
}

/** Within which time after there is room again posts are acknowledged, in milliseconds. */
const backMs = 5_000;

interface Scene extends Shortage {
  readonly dataDir: string;
  readonly disk: SmallDisk;
  readonly server: SmallServer;
}

async function diskFull(rack: Rack, shortage: Shortage): Promise<void> {
  const folder = await temporaryFolder();
  const dataDir = join(folder, 'data');
  const { full, megabytes } = shortage;
  const disk = await smallDisk(join(folder, full), megabytes).catch((error: unknown) => {
    const why = error instanceof Error ? error.message.trim() : String(error);
    rack.skip(`no small disk can be mounted, which takes the rights of root: ${why}`);
  });
  try {
    if (disk === undefined) return;
    const server = await smallServer(dataDir, join(folder, 'wal'));
    const storm = await postWhileFull(rack, { ...shortage, dataDir, disk, server });
    checkStorm(rack, storm);
    await checkDatabase(rack, dataDir, storm);
  } finally {
    await disk?.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function postWhileFull(rack: Rack, scene: Scene): Promise<Storm> {
  const { dataDir, disk } = scene;
  const monitor = await startMonitor({ databaseUrl: 'embedded', dataDir });
  const storm = startStorm({ target: () => monitor, clients: 16, pauseMs: 20, prefix: 'full' });
  const boards = pollBoards(rack, monitor);
  try {
    await eventually(() => (storm.acknowledged.size > 50 ? true : undefined));
    await stayFull(rack, scene, { monitor, storm });
    const relieved = performance.now();
    await disk.relieve();
    await ready(monitor);
    const sizeThen = storm.acknowledged.size;
    await eventually(() => (storm.acknowledged.size > sizeThen ? true : undefined));
    rack.judge('a post was acknowledged again after', performance.now() - relieved, backMs);
    await storm.stop();
    await shows(monitor, Math.max(...storm.acknowledged.values()));
    await boards.stop('before, meanwhile and after');
    return storm;
  } finally {
    await disk.relieve();
    await storm.stop();
    await monitor.stop();
  }
}

/** Keeps the disk full for a while, counted from the first post that was told so, and asks how the node says it is. */
async function stayFull(
  rack: Rack,
  { full, disk, server }: Scene,
  { monitor, storm }: { readonly monitor: Monitor; readonly storm: Storm },
): Promise<void> {
  const fill = async (): Promise<void> => {
    await disk.fill();
    // What the server still has of its log it would use up in some minutes by itself.
    if (full === 'wal') await server.useUpLog().catch(() => undefined);
  };
  const before = storm.unavailable.count;
  await eventually(async () => {
    await fill();
    return storm.unavailable.count > before ? true : undefined;
  }, 60_000);
  const until = performance.now() + (rack.short ? 1_000 : 30_000);
  const answers = new Tally();
  while (performance.now() < until) {
    await fill();
    await ask(monitor, answers);
    await pause(100);
  }
  rack.tell(`meanwhile ${answers.told()}`);
  const { allowed, wanted } = answersWhile[full];
  for (const answer of answers.names())
    if (!allowed.test(answer)) rack.fail(`while the disk was full: ${answer}`);
  if (!answers.names().includes(wanted)) rack.fail(`while the disk was full never: ${wanted}`);
}

/** What may be answered, and what must have been at least once. Now and then the server finds room for an event, or starts for a moment. */
const answersWhile = {
  data: {
    allowed: /^(?:log 200|developments 200|readiness 200 (?:ready|degraded))$/,
    wanted: 'readiness 200 degraded',
  },
  wal: {
    allowed:
      /^(?:(?:log|developments) (?:200|503 with Retry-After)|readiness (?:200 ready|200 degraded|503))$/,
    wanted: 'readiness 503',
  },
};

async function ask(monitor: Monitor, answers: Tally): Promise<void> {
  for (const path of ['log', 'developments']) {
    const { status, headers } = await read(monitor, `${path}?limit=5`);
    const later = Number(headers.get('retry-after')) > 0 ? ' with Retry-After' : '';
    answers.add(`${path} ${String(status)}${later}`);
  }
  const ready = await fetch(`${monitor.url}/health/ready`);
  // A node that is ready says how; one that is not answers problem details, whose status is the number again.
  const { status } = (await ready.json()) as { readonly status: string | number };
  answers.add(ready.ok ? `readiness 200 ${String(status)}` : `readiness ${String(ready.status)}`);
}

/** How often what was answered. */
class Tally {
  readonly #times = new Map<string, number>();

  add(answer: string): void {
    this.#times.set(answer, (this.#times.get(answer) ?? 0) + 1);
  }

  names(): readonly string[] {
    return [...this.#times.keys()];
  }

  told(): string {
    return [...this.#times].map(([answer, times]) => `${answer} (${String(times)} ×)`).join(', ');
  }
}

async function shows(monitor: Monitor, position: number): Promise<void> {
  await eventually(async () => {
    const { body } = await read<{ position: number }>(monitor, 'state');
    return body.position >= position ? true : undefined;
  });
}

async function checkDatabase(rack: Rack, dataDir: string, storm: Storm): Promise<void> {
  const postgres = await openPostgres({ dataDir });
  try {
    await checkLog(rack, postgres.url, storm.acknowledged);
  } finally {
    await postgres.stop();
  }
}
