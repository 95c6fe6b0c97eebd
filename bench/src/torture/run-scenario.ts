import { chanceFrom } from './chance.ts';
import type { Rack, Scenario } from './scenario.ts';

/** How a scenario is run. */
export interface Run {
  readonly name: string;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly short: boolean;
  readonly events: number | undefined;
}

/** How a scenario ended; skipped when this machine does not allow it to be played. */
export type Verdict = 'passed' | 'failed' | 'skipped';

/** Runs one scenario, prints what it did and its verdict. */
export async function runScenario(run: Run): Promise<Verdict> {
  const { name, scenario, seed, short, events } = run;
  const failures: string[] = [];
  const skips: string[] = [];
  const say = (line: string) => console.log(`  ${line}`);
  const rack: Rack = {
    chance: chanceFrom(seed),
    short,
    events,
    tell: say,
    fail: (line) => failures.push(line),
    skip: (line) => skips.push(line),
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
  for (const skip of skips) say(`NOT PLAYED: ${skip}`);
  const verdict = failures.length > 0 ? 'failed' : skips.length > 0 ? 'skipped' : 'passed';
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${name}: ${verdict === 'passed' ? verdict : verdict.toUpperCase()} in ${seconds} s\n`,
  );
  return verdict;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\n  because ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
