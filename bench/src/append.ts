import type { Row, Section } from './report.ts';
import { withDatabase } from './server.ts';
import { figure, spread, withSpread } from './spread.ts';
import { emmett, ours, payload, type Store } from './stores.ts';

interface Load {
  readonly callers: number;
  readonly seconds: number;
  readonly run: number;
}

/**
 * Appends from `callers` concurrent loops for `seconds`; answers events a second.
 * @throws Error when what is stored differs from what was acknowledged
 */
async function appendsPerSecond(store: Store, { callers, seconds, run }: Load): Promise<number> {
  const before = await store.count();
  const started = performance.now();
  const until = started + seconds * 1000;
  let acknowledged = 0;
  const caller = async (number: number): Promise<void> => {
    for (let index = 0; performance.now() < until; index++) {
      await store.append(`bench-${run}-${callers}-${number}-${index}`);
      acknowledged++;
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

interface Comparison {
  readonly stores: readonly Store[];
  readonly callers: number;
  readonly seconds: number;
  readonly runs: number;
}

/** The rates of each store, run by run and in turn, so that all meet the same machine. The first round warms up. */
async function inTurn({ stores, callers, seconds, runs }: Comparison): Promise<number[][]> {
  const rates = stores.map(() => [] as number[]);
  for (let run = 0; run <= runs; run++) {
    for (const [index, store] of stores.entries()) {
      const rate = await appendsPerSecond(store, { callers, seconds, run });
      if (run > 0) rates[index]?.push(rate);
    }
  }
  return rates;
}

function rowsOf({ stores, callers }: Comparison, rates: readonly number[][]): Row[] {
  const rows: Row[] = stores.map((store, index) => ({
    what: `${store.name}, ${callers} concurrent callers, events/s`,
    figure: withSpread(spread(rates[index] ?? [])),
    bound: '–',
  }));
  const [mine = [], theirs] = rates;
  if (theirs === undefined) return rows;
  const ratio = spread(mine.map((rate, run) => rate / (theirs[run] ?? Number.NaN)));
  const bound = callers === 32 ? { bound: '10', reached: ratio.median >= 10 } : { bound: '–' };
  return [...rows, { what: `ratio at ${callers} callers`, figure: withSpread(ratio), ...bound }];
}

async function compare(stores: readonly [Store, Store], runs: number, seconds: number) {
  const rows: Row[] = [];
  for (const callers of [1, 8, 32, 512]) {
    // The peer opens a transaction a caller; beyond 32 it only measures its pool.
    const comparison = { stores: callers > 32 ? [stores[0]] : stores, callers, seconds, runs };
    rows.push(...rowsOf(comparison, await inTurn(comparison)));
  }
  return rows;
}

/** Appends, one event each, at growing concurrency: ours and a peer. */
export async function benchAppend(runs: number, seconds: number): Promise<Section> {
  const rows = await withDatabase((oursUrl) =>
    withDatabase(async (peerUrl) => {
      const stores = [await ours(oursUrl), await emmett(peerUrl)] as const;
      try {
        return await compare(stores, runs, seconds);
      } finally {
        await Promise.all(stores.map((store) => store.close()));
      }
    }),
  );
  return {
    title: 'Append, one event each, expected version checked',
    how:
      `${runs} runs of ${figure(seconds)} s after one that is not counted; median (least–most). ` +
      `Each event is ${JSON.stringify(payload).length} bytes of JSON on a stream of its own. After each run the stored ` +
      'events were counted against the acknowledged ones, and our positions checked for gaps.',
    rows,
  };
}
