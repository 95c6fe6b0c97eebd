import { chanceFrom } from './chance.ts';
import type { Rack, Scenario } from './scenario.ts';

/** How a scenario is run. */
export interface Run {
  readonly name: string;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly short: boolean;
}

/** Runs one scenario, prints what it did and its verdict; true when it passed. */
export async function runScenario({ name, scenario, seed, short }: Run): Promise<boolean> {
  const failures: string[] = [];
  const say = (line: string) => console.log(`  ${line}`);
  const rack: Rack = {
    chance: chanceFrom(seed),
    short,
    tell: say,
    fail: (line) => failures.push(line),
    judge(what, ms, boundMs) {
      const late = ms > boundMs;
      const bound = short ? `${String(boundMs)}, not judged here` : String(boundMs);
      say(`${what}: ${ms.toFixed(0)} ms (bound ${bound})`);
      if (late && !short) failures.push(`${what}: ${ms.toFixed(0)} ms`);
    },
  };
  console.log(`${name}: ${scenario.what}`);
  const started = performance.now();
  try {
    await scenario.run(rack);
  } catch (error) {
    failures.push(describe(error));
  }
  for (const failure of failures.slice(0, 20)) say(`✗ ${failure}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${failures.length === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  return failures.length === 0;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\n  because ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
