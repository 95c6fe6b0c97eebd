import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { settings, startServer, stopServer } from '../server.ts';
import { awayScenario, silentScenario } from './away.ts';
import { exhaustedScenario } from './exhausted.ts';
import { interleavingsScenario } from './interleavings.ts';
import { killStormScenario } from './kill-storm.ts';
import { nodesScenario } from './nodes.ts';
import { openTransactionScenario } from './open-transaction.ts';
import { runScenario } from './run-scenario.ts';
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
  nodes: nodesScenario,
};

const list = Object.entries(scenarios).map(([name, { what }]) => `  ${name.padEnd(17)} ${what}`);

const help = `npm run torture [-- --only NAME] [--seed N] [--short]

Hurts the product in the ways that a server is hurt, and checks that nothing is lost. The exit status is 0 when all passed.

  --only NAME  one of those below; may be given more than once
  --seed N     repeat what chance chose in the run that printed this seed
  --short      less of everything, and times told but not judged

${list.join('\n')}
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    short: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function complaint(names: readonly string[]): string | undefined {
  const unknown = names.filter((name) => !(name in scenarios));
  if (unknown.length > 0) return `There is no scenario named ${unknown.join(', ')}.`;
  return /^\d{1,10}$/.test(values.seed) ? undefined : '--seed takes a whole number.';
}

async function runAll(names: readonly string[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const name of names) {
    const scenario = scenarios[name];
    if (scenario === undefined) continue;
    const run = { name, scenario, seed: Number(values.seed), short: values.short };
    if (!(await runScenario(run))) failed.push(name);
  }
  return failed;
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
  try {
    const form = values.short ? ' --short' : '';
    console.log(`seed ${values.seed}; to repeat: npm run torture -- --seed ${values.seed}${form}`);
    for (const line of await settings()) console.log(line);
    console.log('');
    const failed = await runAll(names);
    const passed = names.length - failed.length;
    const which = failed.length === 0 ? '' : ` (${failed.join(', ')}; seed ${values.seed})`;
    console.log(`${String(passed)} passed, ${String(failed.length)} failed${which}`);
    return failed.length === 0 ? 0 : 1;
  } finally {
    await stopServer();
  }
}

process.exitCode = await main();
