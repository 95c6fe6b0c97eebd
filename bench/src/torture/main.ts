import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { settings, startServer, stopServer } from '../server.ts';
import { awayScenario, silentScenario } from './away.ts';
import { diskFullScenario, walFullScenario } from './disk-full.ts';
import { exhaustedScenario } from './exhausted.ts';
import { interleavingsScenario } from './interleavings.ts';
import { killStormScenario } from './kill-storm.ts';
import { nodesScenario } from './nodes.ts';
import { openTransactionScenario } from './open-transaction.ts';
import { poisonScenario } from './poison.ts';
import { projectionKillsScenario } from './projection-kills.ts';
import { rebuildScenario } from './rebuild.ts';
import { runScenario, type Verdict } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';
import { silentDoorbellScenario } from './silent-doorbell.ts';

const scenarios: Readonly<Record<string, Scenario>> = {
  'kill-storm': killStormScenario,
  interleavings: interleavingsScenario,
  'open-transaction': openTransactionScenario,
  'silent-doorbell': silentDoorbellScenario,
  away: awayScenario,
  silent: silentScenario,
  exhausted: exhaustedScenario,
  'disk-full': diskFullScenario,
  'wal-full': walFullScenario,
  nodes: nodesScenario,
  'projection-kills': projectionKillsScenario,
  poison: poisonScenario,
  rebuild: rebuildScenario,
};

const list = Object.entries(scenarios).map(([name, { what }]) => `  ${name.padEnd(17)} ${what}`);

const help = `npm run torture [-- --only NAME] [--seed N] [--short]

Hurts the product in the ways that a server is hurt, and checks that nothing is lost. The exit status is 0 when all passed.

  --only NAME  one of those below; may be given more than once
  --seed N     repeat what chance chose in the run that printed this seed
  --events N   how long a log is rebuilt
  --short      less of everything, and times told but not judged

${list.join('\n')}
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    events: { type: 'string' },
    short: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function complaint(names: readonly string[]): string | undefined {
  const unknown = names.filter((name) => !(name in scenarios));
  if (unknown.length > 0) return `There is no scenario named ${unknown.join(', ')}.`;
  for (const option of ['seed', 'events'] as const)
    if (!/^\d{1,10}$/.test(values[option] ?? '0')) return `--${option} takes a whole number.`;
  return undefined;
}

type Verdicts = Readonly<Record<Verdict, readonly string[]>>;

async function runAll(names: readonly string[]): Promise<Verdicts> {
  const ended: Record<Verdict, string[]> = { passed: [], failed: [], skipped: [] };
  for (const name of names) {
    const scenario = scenarios[name];
    if (scenario === undefined) continue;
    const { short, seed } = values;
    const events = values.events === undefined ? undefined : Number(values.events);
    const run = { name, scenario, seed: Number(seed), short, events };
    ended[await runScenario(run)].push(name);
  }
  return ended;
}

function total({ passed, failed, skipped }: Verdicts): string {
  const which = failed.length === 0 ? '' : ` (${failed.join(', ')}; seed ${values.seed})`;
  const not =
    skipped.length === 0 ? '' : `, ${String(skipped.length)} NOT PLAYED (${skipped.join(', ')})`;
  return `${String(passed.length)} passed, ${String(failed.length)} failed${which}${not}`;
}

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const names = values.only ?? Object.keys(scenarios);
  const wrong = complaint(names);
  if (wrong !== undefined) {
    console.error(`${wrong}\n\n${help}`);
    return 2;
  }
  await startServer();
  // The server would outlive us.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stopServer().finally(() => process.exit(130)));
  try {
    const size = values.events === undefined ? '' : ` --events ${values.events}`;
    const form = `${size}${values.short ? ' --short' : ''}`;
    console.log(`seed ${values.seed}; to repeat: npm run torture -- --seed ${values.seed}${form}`);
    for (const line of await settings()) console.log(line);
    console.log('');
    const verdicts = await runAll(names);
    console.log(total(verdicts));
    return verdicts.failed.length === 0 ? 0 : 1;
  } finally {
    await stopServer();
  }
}

process.exitCode = await main();
