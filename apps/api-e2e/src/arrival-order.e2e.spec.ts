import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Monitor, projectRoot, read, startMonitor, write } from '@ceasefire/monitor-process';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface LogEntry {
  stream: string;
  version: number;
  type: string;
  data: { id?: string; subject?: string };
}

const moments = [
  'asOf=2020-10-08',
  'asOf=2020-10-10T07:59:00Z',
  'asOf=2020-10-10T08:00:00Z',
  'asOf=2020-11-08T12:00:00Z',
  'asOf=2020-11-10&knownAt=2020-11-10',
  'asOf=2020-11-25',
  'asOf=2020-12-31',
];

/** The boards at every moment, without what only says where in the log they were read. */
async function boards(monitor: Monitor): Promise<unknown[]> {
  return Promise.all(
    moments.map(async (moment) => {
      const { status, body } = await read<Record<string, unknown>>(monitor, `state?${moment}`);
      expect(status).toBe(200);
      return { ...body, epoch: null, position: null };
    }),
  );
}

/** Fisher–Yates with a small congruential generator, so that a failing order can be repeated. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed;
  for (let index = result.length - 1; index > 0; index--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = state % (index + 1);
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}

interface Load {
  readonly developments: readonly LogEntry[];
  readonly rulings: readonly LogEntry[];
}

/** Posts the developments in their order, then what editors judged of them. */
async function load(monitor: Monitor, { developments, rulings }: Load): Promise<void> {
  const post = async (path: string, body: unknown) => {
    const { status, text } = await write(monitor, path, body);
    if (status !== 200 && status !== 201) throw new Error(`${path}: ${text}`);
  };
  for (const { data } of developments) await post('developments', data);
  for (const { data } of rulings) {
    const { subject, ...ruling } = data;
    await post(`disputes/${String(subject)}/resolution`, ruling);
  }
}

describe('the order in which reports arrive', () => {
  let seeded: Monitor;
  let emptySituation: string;
  let log: LogEntry[];
  beforeAll(async () => {
    seeded = await startMonitor();
    const { text } = await read(seeded, 'log', { accept: 'application/x-ndjson' });
    log = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as LogEntry);
    emptySituation = join(await mkdtemp(join(tmpdir(), 'situation-')), 'karabakh-2020');
    await cp(join(projectRoot, 'seeds/karabakh-2020'), emptySituation, { recursive: true });
    const folder = join(emptySituation, 'developments');
    for (const file of await readdir(folder)) await writeFile(join(folder, file), '[]');
    await writeFile(join(emptySituation, 'disputes.json'), '[]');
  }, 60_000);
  afterAll(async () => {
    await seeded.stop();
    await rm(emptySituation, { recursive: true, force: true });
  });

  it('makes no difference: ten shuffled loads over HTTP give ten times the boards of the seed', async () => {
    const expected = await boards(seeded);
    const first = log.filter(
      (entry) => entry.version === 1 && entry.stream.startsWith('development-'),
    );
    const rulings = log.filter((entry) => entry.type === 'DisputeResolved');
    expect(first.length).toBeGreaterThanOrEqual(106);
    expect(rulings.length).toBeGreaterThanOrEqual(1);
    for (let seed = 1; seed <= 10; seed++) {
      const monitor = await startMonitor({ env: { SITUATION: emptySituation } });
      try {
        await load(monitor, { developments: shuffled(first, seed), rulings });
        expect(await boards(monitor)).toEqual(expected);
      } finally {
        await monitor.stop();
      }
    }
  }, 240_000);
});
