import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Boards } from '@ceasefire/domain';
import { type Monitor, startMonitor, statement } from '@ceasefire/monitor-process';
import { withDatabase } from '../server.ts';
import { type Chance, chanceOf } from './chance.ts';
import { fillLog } from './filled-log.ts';
import { developmentAt, type GeneratedEvent } from './history.ts';
import { expectStatus, type KeptAlive, keptAlive, type Timed } from '../kept-alive.ts';
import { type Asked, type Limits, momentFrom, pathOf } from './moments.ts';
import { referenceOf } from './reference.ts';

/** Questions about the present: milliseconds of each, and the bytes of a body. */
interface Present {
  readonly times: readonly number[];
  readonly bytes: number;
}

/** What was measured at one length of the log: milliseconds of each request, and bytes resident. */
export interface Measured {
  readonly events: number;
  readonly readyMs: number;
  readonly live: Present;
  readonly packed: Present;
  readonly past: Readonly<Record<string, readonly number[]>>;
  readonly late: readonly number[];
  readonly append: readonly number[];
  readonly residentBytes: {
    readonly started: number;
    readonly ended: number;
    readonly peak: number;
  };
}

/** Which clocks the questions about the past limit, beside the valid time. */
export const pasts: Readonly<Record<string, Limits>> = {
  asOf: [],
  'asOf, knownAt': ['knownAt'],
  'asOf, position': ['position'],
  'asOf, knownAt, position': ['knownAt', 'position'],
};

/**
 * Measures the product on a log of so many developments, `requests` of each kind.
 * @throws Error when an answer is not 200, a late report does not show, or boards differ from those of the reference
 */
export function measureAt(developments: number, requests: number): Promise<Measured> {
  return withDatabase(async (databaseUrl) => {
    const events = await fillLog(databaseUrl, developments);
    const started = performance.now();
    const monitor = await startMonitor({ databaseUrl });
    const readyMs = performance.now() - started;
    const client = keptAlive(monitor.url, monitor.adminKey);
    try {
      const chance = chanceOf(2 ** 31 - 1);
      const residentAtStart = await resident(monitor, 'VmRSS');
      const posted: GeneratedEvent[] = [];
      const run = { client, chance, posted, requests, developments };
      const live = await askPresent(run, () => client.get('state'));
      const packed = await askPresent(run, () => client.getPacked('state'));
      await checkPacked(run);
      const past = await askPast(run, events);
      const late = await reportLate(run);
      const append = await appendOnes(run);
      await check(run, events);
      const residentBytes = {
        started: residentAtStart,
        ended: await resident(monitor, 'VmRSS'),
        peak: await resident(monitor, 'VmHWM'),
      };
      return { events, readyMs, live, packed, past, late, append, residentBytes };
    } finally {
      client.close();
      await monitor.stop();
    }
  });
}

interface Run {
  readonly client: KeptAlive;
  readonly chance: Chance;
  readonly posted: GeneratedEvent[];
  readonly requests: number;
  readonly developments: number;
}

/** Asks about the present, five times as often as anything else. */
async function askPresent({ requests }: Run, ask: () => Promise<Timed>) {
  const times: number[] = [];
  let bytes = 0;
  for (let left = requests * 5; left > 0; left -= 1) {
    const answer = await ask();
    expectStatus(answer, 200);
    times.push(answer.ms);
    bytes = answer.body.length;
  }
  return { times, bytes };
}

/** @throws Error unless what is packed is the body that is sent as it is */
async function checkPacked({ client }: Run): Promise<void> {
  const packed = gunzipSync((await client.getPacked('state')).body).toString();
  if ((await client.get('state')).text !== packed)
    throw new Error('The packed body is not the one that is sent as it is.');
}

async function askPast({ client, chance, requests }: Run, events: number) {
  const past: Record<string, readonly number[]> = {};
  for (const [name, limits] of Object.entries(pasts)) {
    const times: number[] = [];
    for (let left = requests; left > 0; left -= 1) {
      const answer = await client.get(pathOf(momentFrom(chance, limits, events)));
      expectStatus(answer, 200);
      times.push(answer.ms);
    }
    past[name] = times;
  }
  return past;
}

/** Allegations that happened long ago: each is to be counted on the board when its post is answered. */
async function reportLate(run: Run): Promise<readonly number[]> {
  const times: number[] = [];
  let counted = await allegations(run.client);
  for (let left = run.requests; left > 0; left -= 1) {
    const told = developmentAt(1_000 + run.chance.below(run.developments - 1_000));
    const { ms } = await post(run, {
      kind: 'CeasefireViolationAlleged',
      occurred: {
        ...told.occurred,
        from: null,
        precision: 'before',
        to: told.occurred.to ?? '2006-01-01',
      },
      process: 'arrangement-000',
      details: { accuser: 'france', accused: 'turkey' },
    });
    times.push(ms);
    const now = await allegations(run.client);
    if (now !== counted + 1) throw new Error('A late report did not show when it was answered.');
    counted = now;
  }
  return times;
}

async function allegations(client: KeptAlive): Promise<number> {
  const answer = await client.get('state');
  expectStatus(answer, 200);
  const { ceasefire } = JSON.parse(answer.text) as Boards;
  const board = ceasefire.arrangements.find(({ id }) => id === 'arrangement-000');
  const tally = board?.allegations.find(
    ({ accuser, accused }) => accuser === 'france' && accused === 'turkey',
  );
  return tally?.count ?? 0;
}

async function appendOnes(run: Run): Promise<readonly number[]> {
  const times: number[] = [];
  for (let left = run.requests; left > 0; left -= 1) times.push((await post(run, {})).ms);
  return times;
}

async function post(run: Run, change: Readonly<Record<string, unknown>>) {
  const id = `P${String(run.posted.length).padStart(6, '0')}`;
  const data = statement({ id, ...change });
  const answer = await run.client.post('developments', data);
  expectStatus(answer, 201);
  run.posted.push({ stream: `development-${id}`, type: String(data['kind']), data, version: 1 });
  return answer;
}

/** @throws Error when the product's boards of a moment differ from the reference's */
async function check(run: Run, events: number): Promise<void> {
  const reference = await referenceOf(run.developments, run.posted);
  for (const limits of Object.values(pasts)) {
    const asked: Asked = momentFrom(run.chance, limits, events);
    const answer = await run.client.get(pathOf(asked));
    expectStatus(answer, 200);
    const told = JSON.parse(answer.text) as Boards;
    const { ceasefire, deployments, negotiations, disputes } = told;
    if (!isDeepStrictEqual({ ceasefire, deployments, negotiations, disputes }, reference(asked))) {
      throw new Error(`The boards at ${pathOf(asked)} are not those of the reference.`);
    }
  }
}

/** Of the API's process, in bytes, as Linux tells it. */
async function resident(monitor: Monitor, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${String(monitor.process.pid)}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? NaN) * 1024;
}
