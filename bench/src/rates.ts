import type { Store } from './stores/store.ts';

/** One store and how many callers append to it at a time. */
export interface Entrant {
  readonly store: Store;
  readonly callers: number;
}

/** How long and how often is measured. */
export interface Effort {
  readonly runs: number;
  readonly seconds: number;
}

/** Events a second, run by run; or why there are none. */
export type Rates = readonly number[] | Error;

interface Load {
  readonly callers: number;
  readonly seconds: number;
  readonly run: number;
}

/**
 * Appends from `callers` concurrent loops for `seconds`; answers events a second.
 * @throws Error when what is stored differs from what was acknowledged
 */
async function eventsPerSecond(store: Store, { callers, seconds, run }: Load): Promise<number> {
  const before = await store.count();
  const started = performance.now();
  const until = started + seconds * 1000;
  let acknowledged = 0;
  const caller = async (number: number): Promise<void> => {
    for (let index = 0; performance.now() < until; index++) {
      await store.append(`bench-${run}-${callers}-${number}-${index}`);
      acknowledged += store.eventsPerAppend;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, number) => caller(number)));
  const elapsedSeconds = (performance.now() - started) / 1000;
  const stored = (await store.count()) - before;
  if (stored !== acknowledged) {
    throw new Error(`${store.name} acknowledged ${acknowledged} events and stored ${stored}.`);
  }
  return acknowledged / elapsedSeconds;
}

/** The rates of each, run by run and in turn, so that all meet the same machine. The first round warms up and is not counted. */
export async function ratesInTurn(
  entrants: readonly Entrant[],
  { runs, seconds }: Effort,
): Promise<readonly Rates[]> {
  const rates: (number[] | Error)[] = entrants.map(() => []);
  for (let run = 0; run <= runs; run++) {
    for (const [index, { store, callers }] of entrants.entries()) {
      const soFar = rates[index];
      if (!Array.isArray(soFar)) continue;
      const load = { callers, seconds: run === 0 ? Math.min(seconds, 1) : seconds, run };
      const rate = await eventsPerSecond(store, load).catch((error: unknown) => asError(error));
      if (rate instanceof Error) rates[index] = rate;
      else if (run > 0) soFar.push(rate);
    }
  }
  return rates;
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
