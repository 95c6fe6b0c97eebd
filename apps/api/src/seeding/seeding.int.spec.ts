import { afterEach, describe, expect, it } from '@jest/globals';
import type { LogEntry, State } from '@ceasefire/contracts';
import { type TestDatabase, testDatabase } from '@ceasefire/postgres';
import { loadSituation, type Situation } from '../situation/load-situation.ts';
import { seedCommands } from '../situation/seed-commands.ts';
import { development } from '../testing/commanding.ts';
import { startApp, type StartedApp, withoutReports } from '../testing/started-app.ts';

const whole = loadSituation('karabakh-2020');
const size = seedCommands(whole).length;
const half = (): Situation => ({
  ...whole,
  developments: whole.developments.slice(0, 40),
  resolutions: [],
});

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function database(): Promise<TestDatabase> {
  const made = await testDatabase();
  open.push(() => made.drop());
  return made;
}
async function start(situation: Situation, on: TestDatabase): Promise<StartedApp> {
  const started = await startApp(situation, on);
  open.push(() => started.close());
  return started;
}
const log = async (started: StartedApp): Promise<readonly LogEntry[]> =>
  (await started.get<{ items: LogEntry[] }>('log?limit=1000')).body.items;
const boards = async (started: StartedApp) => {
  const { body } = await started.get<State>('state?asOf=2020-11-25');
  const { ceasefire, deployments, negotiations, disputes } = body;
  return { ceasefire, deployments, negotiations, disputes };
};

describe('the reports that a situation begins with', () => {
  it('are recorded once, when the log is empty', async () => {
    const on = await database();
    const first = await startApp(whole, on);
    expect(await log(first)).toHaveLength(size);
    await first.close();
    const second = await start(whole, on);
    expect(await log(second)).toHaveLength(size);
    expect((await log(second)).every(({ recordedBy }) => recordedBy === 'seed')).toBe(true);
  }, 60_000);

  it('are completed after a load that was broken off, whatever was recorded since', async () => {
    const on = await database();
    const first = await startApp(half(), on);
    const late = { ...development({ id: 'late' }), actors: [] };
    expect((await first.post('developments', late)).status).toBe(201);
    await first.close();
    const second = await start(whole, on);
    expect(await log(second)).toHaveLength(size + 1);
    const other = await start(whole, await database());
    expect(await boards(second)).toEqual(await boards(other));
  }, 60_000);

  it('are left out where somebody began a log of his own', async () => {
    const on = await database();
    const first = await startApp(withoutReports(), on);
    await first.post('developments', { ...development({ id: 'own' }), actors: [] });
    await first.close();
    expect(await log(await start(whole, on))).toHaveLength(1);
  }, 60_000);

  it('are recorded once by two nodes that start together', async () => {
    const on = await database();
    const [one] = await Promise.all([start(whole, on), start(whole, on)]);
    const ids = (await log(one)).map(({ id }) => id);
    expect(ids).toHaveLength(size);
    expect(new Set(ids).size).toBe(size);
  }, 60_000);
});
