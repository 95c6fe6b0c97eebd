import { largeInserts, singleInserts } from './limits.ts';
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

/** A peer or a limit, and how many times its rate this log is to reach, where the project says so. */
interface Rival {
  readonly store: Store;
  readonly callers: number;
  readonly atLeast?: number;
}

/** This log at some concurrency, and those that it is compared with in the same run. */
interface Comparison {
  readonly store: Store;
  readonly callers: number;
  readonly rivals: readonly Rival[];
}

interface Effort {
  readonly runs: number;
  readonly seconds: number;
}

/** The rates of each, run by run and in turn, so that all meet the same machine. The first round warms up. */
async function inTurn(
  contenders: readonly Rival[],
  { runs, seconds }: Effort,
): Promise<readonly number[][]> {
  const rates = contenders.map(() => [] as number[]);
  for (let run = 0; run <= runs; run++) {
    for (const [index, { store, callers }] of contenders.entries()) {
      const rate = await eventsPerSecond(store, { callers, seconds, run });
      if (run > 0) rates[index]?.push(rate);
    }
  }
  return rates;
}

async function compare(comparison: Comparison, effort: Effort): Promise<readonly Row[]> {
  const { callers, rivals } = comparison;
  const [mine = [], ...theirs] = await inTurn([comparison, ...rivals], effort);
  const rows: Row[] = [rateRow(comparison, mine)];
  for (const [index, rival] of rivals.entries()) {
    const rates = theirs[index] ?? [];
    const ratio = spread(mine.map((rate, run) => rate / (rates[run] ?? Number.NaN)));
    rows.push(rateRow(rival, rates), {
      what: `this log at ${callers} ÷ ${rival.store.name}`,
      figure: withSpread(ratio),
      ...boundOf(ratio.median, rival.atLeast),
    });
  }
  return rows;
}

const rateRow = ({ store, callers }: Rival, rates: readonly number[]): Row => ({
  what: `${store.name}, ${callers} concurrent callers, events/s`,
  figure: withSpread(spread(rates)),
  bound: '–',
});

const boundOf = (ratio: number, atLeast: number | undefined): Pick<Row, 'bound' | 'reached'> =>
  atLeast === undefined ? { bound: '–' } : { bound: String(atLeast), reached: ratio >= atLeast };

interface Stores {
  readonly log: Store;
  readonly peer: Store;
  readonly single: Store;
  readonly large: Store;
}

/** The peer opens a transaction a caller, so beyond 32 it would only measure its pool. */
const comparisons = ({ log, peer, single, large }: Stores): readonly Comparison[] => [
  { store: log, callers: 1, rivals: [{ store: peer, callers: 1 }] },
  { store: log, callers: 8, rivals: [{ store: peer, callers: 8 }] },
  {
    store: log,
    callers: 32,
    rivals: [
      { store: peer, callers: 32, atLeast: 15 },
      { store: single, callers: 32, atLeast: 2 },
    ],
  },
  { store: log, callers: 512, rivals: [{ store: large, callers: 1, atLeast: 0.5 }] },
];

/** Appends, one event each, at growing concurrency: ours, a peer, and what PostgreSQL can do at most. */
export async function benchAppend(runs: number, seconds: number): Promise<Section> {
  const rows = await withStores(async (stores) => {
    const all: Row[] = [];
    for (const comparison of comparisons(stores))
      all.push(...(await compare(comparison, { runs, seconds })));
    return all;
  });
  return {
    title: 'Append, one event each, expected version checked',
    how:
      `${runs} runs of ${figure(seconds)} s after one that is not counted; median (least–most). ` +
      `Each event is ${JSON.stringify(payload).length} bytes of JSON on a stream of its own. After each run the stored ` +
      'events were counted against the acknowledged ones, and our positions checked for gaps. The two limits insert the same ' +
      'rows into a table with the same indexes, and check and hash nothing.',
    rows,
  };
}

function withStores<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
  return withDatabases(4, async ([first = '', second = '', third = '', fourth = '']) => {
    const stores: Stores = {
      log: await ours(first),
      peer: await emmett(second),
      single: await singleInserts(third, 32),
      large: await largeInserts(fourth),
    };
    try {
      return await work(stores);
    } finally {
      await Promise.all(Object.values(stores).map((store: Store) => store.close()));
    }
  });
}

function withDatabases<T>(
  count: number,
  work: (urls: readonly string[]) => Promise<T>,
  urls: readonly string[] = [],
): Promise<T> {
  if (urls.length === count) return work(urls);
  return withDatabase((url) => withDatabases(count, work, [...urls, url]));
}
