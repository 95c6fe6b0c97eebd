import type { ChildProcess } from 'node:child_process';
import {
  commandLine,
  eventually,
  newAdminKey,
  projectionRunners,
  startMonitor,
  statement,
  write,
  type Monitor,
} from '@ceasefire/monitor-process';
import pg from 'pg';
import { withDatabase } from '../server.ts';
import type { Rack, Scenario } from './scenario.ts';
import { statementProxy } from './statement-proxy.ts';

/** How many of the statements are tried in the short form, of each kind of work. */
const shortTries = 1;

/** `kill -9` at each statement that concerns a projection. */
export const projectionKillsScenario: Scenario = {
  what: 'the process is killed at each statement of its projections in turn, while they are built and follow, and while they are rebuilt; what the next process makes of it equals a clean rebuild',
  run: projectionKills,
};

/** A process that works on projections. */
interface Work {
  readonly name: string;
  /** Makes the database that it begins with. */
  readonly prepare: (databaseUrl: string) => Promise<void>;
  /** Does it; `onStart` is told of its process. It fails when that is killed. */
  readonly run: (databaseUrl: string, onStart: (process: ChildProcess) => void) => Promise<void>;
}

const works: readonly Work[] = [
  { name: 'building and following', prepare: withoutProjections, run: follow },
  { name: 'rebuilding', prepare: withEvents, run: replay },
];

async function projectionKills(rack: Rack): Promise<void> {
  for (const work of works)
    await withDatabase(async (template) => {
      await work.prepare(template);
      const { count } = await withCopy(template, (url) =>
        runUntil(work, url, { nth: Infinity, arrives: true }),
      );
      const all = Array.from({ length: count }, (_, index) => index + 1);
      const chosen = rack.short ? someOf(all, rack) : all;
      const wanted = rack.short ? shortTries : all.length;
      let killed = 0;
      for (const nth of chosen) {
        if (killed === wanted) break;
        if (await withCopy(template, (url) => killAndRecover(rack, work, { url, nth })))
          killed += 1;
      }
      rack.tell(
        `${work.name}: killed at ${String(killed)} of ${String(count)} statements, before or after it arrived`,
      );
      if (killed === 0) rack.fail(`${work.name}: no statement was met a second time`);
    });
}

/** More than are wanted: on a busy machine many do not come a second time. */
const someOf = (all: readonly number[], { chance }: Rack): readonly number[] =>
  Array.from({ length: 6 * shortTries }, () => all[chance.whole(0, all.length - 1)] ?? 1);

/** Answers false when the statement did not come: what is asked at intervals is not the same in each run. */
async function killAndRecover(
  rack: Rack,
  work: Work,
  { url, nth }: { readonly url: string; readonly nth: number },
): Promise<boolean> {
  const arrives = rack.chance.next() < 0.5;
  const { text } = await runUntil(work, url, { nth, arrives });
  if (text === undefined) return false;
  // What a killed process held is free after some seconds.
  const recovered = await eventually(async () => {
    await work.run(url, () => undefined);
    return true;
  }, 60_000).catch((error: unknown) => (error instanceof Error ? (error.cause ?? error) : error));
  const { status, output } = await commandLine(url, ['replay', '--dry-run']);
  if (recovered !== true || status !== 0)
    rack.fail(
      `${work.name}, killed at statement ${String(nth)} (${text}): ${String(recovered)}; replay --dry-run: ${output}`,
    );
  return true;
}

/** Statements on projections, and the ends of transactions. */
const concerned = /\bprojection\.|^\s*commit/i;

interface Kill {
  readonly nth: number;
  /** Whether the server is given the statement that the process is killed at. */
  readonly arrives: boolean;
}

/** Runs the work and kills its process when it sends the `nth` statement; answers which one that was, and how many came. */
async function runUntil(
  work: Work,
  url: string,
  { nth, arrives }: Kill,
): Promise<{ readonly text: string | undefined; readonly count: number }> {
  let count = 0;
  let last: string | undefined;
  let victim: ChildProcess | undefined;
  const proxy = await statementProxy(url, (text) => {
    if (last !== undefined) return false;
    if (concerned.test(text)) count += 1;
    if (count < nth) return true;
    last = text.replaceAll(/\s+/g, ' ').trim().slice(0, 80);
    victim?.kill('SIGKILL');
    return arrives;
  });
  try {
    await work.run(proxy.url, (process) => (victim = process));
  } catch (error) {
    if (last === undefined) throw error;
  } finally {
    await proxy.close();
  }
  return { text: last, count };
}

/** A database as `template` is now, which nobody may be connected to. */
function withCopy<T>(template: string, work: (url: string) => Promise<T>): Promise<T> {
  return withDatabase(work, new URL(template).pathname.slice(1));
}

// One for all, as an idempotency key is its API key's own.
const adminKey = newAdminKey();

/** A node starts, follows three posts and ends. */
async function follow(
  databaseUrl: string,
  onStart: (process: ChildProcess) => void,
): Promise<void> {
  const monitor = await startMonitor({ databaseUrl, onStart, adminKey });
  try {
    for (const id of ['first', 'second', 'third']) await post(monitor, id);
    await settled(monitor);
  } finally {
    await monitor.stop();
  }
}

async function post(monitor: Monitor, id: string): Promise<void> {
  const headers = { 'idempotency-key': id };
  const { status, text } = await write(monitor, 'developments', statement({ id }), headers);
  if (status !== 201) throw new Error(`${id} was answered ${String(status)} ${text}`);
}

const settled = (monitor: Monitor): Promise<true> =>
  eventually(async () =>
    (await projectionRunners(monitor)).every(({ lag }) => lag === 0) ? true : undefined,
  );

async function replay(
  databaseUrl: string,
  onStart: (process: ChildProcess) => void,
): Promise<void> {
  const { status, output } = await commandLine(databaseUrl, ['replay'], onStart);
  if (status !== 0) throw new Error(`monitor replay ended with ${String(status)}: ${output}`);
}

async function withEvents(databaseUrl: string): Promise<void> {
  await follow(databaseUrl, () => undefined);
}

/** The seed in the log, and nothing made of it. */
async function withoutProjections(databaseUrl: string): Promise<void> {
  const monitor = await startMonitor({ databaseUrl });
  await monitor.stop();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select t.tablename as name from pg_tables t
     where t.schemaname = 'projection' and t.tablename not in ('checkpoints', 'interventions')`,
  );
  for (const { name } of rows) await client.query(`drop table projection."${name}" cascade`);
  await client.query('delete from projection.checkpoints');
  await client.end();
}
