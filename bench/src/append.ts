import { type StoreRates, comparisonRows, gridOf } from './append-report.ts';
import { type Effort, type Rates, ratesInTurn } from './rates.ts';
import type { Row, Section } from './report.ts';
import { withDatabases } from './server.ts';
import { figure } from './spread.ts';
import { copies } from './stores/copies.ts';
import { largeInserts } from './stores/large-inserts.ts';
import { rowsPerStatement } from './stores/limit-table.ts';
import { type Peer, peers } from './stores/peers.ts';
import { singleInserts } from './stores/single-inserts.ts';
import { payload, poolSize, type Store } from './stores/store.ts';
import { thisLog } from './stores/this-log.ts';
import { peerVersions } from './stores/versions.ts';

const ours: Peer = { name: 'this log', open: thisLog };
const single: Peer = { name: 'limit: single inserts', open: singleInserts };
const large: Peer = { name: 'limit: 1,000-row statements', open: largeInserts };
const copy: Peer = { name: 'limit: COPY of 1,000 rows', open: copies };

/** Stores and callers that take turns: what is compared is measured in the same round. */
interface Round {
  readonly entrants: readonly { readonly peer: Peer; readonly callers: number }[];
}

/** The peers open a transaction a caller, so beyond 32 they would only measure their pools. */
const rounds: readonly Round[] = [
  ...[1, 8, 32].map((callers) => ({
    entrants: [ours, ...peers, single].map((peer) => ({ peer, callers })),
  })),
  {
    entrants: [
      { peer: ours, callers: 512 },
      { peer: large, callers: 1 },
      { peer: large, callers: 4 },
      { peer: copy, callers: 1 },
      { peer: copy, callers: 4 },
    ],
  },
];

/** Appends, one event each, at growing concurrency: ours, its peers, and what PostgreSQL can do at most. */
export async function benchAppend(runs: number, seconds: number): Promise<Section> {
  const measured = await measure({ runs, seconds });
  return {
    title: 'Append, one event each, expected version checked',
    how:
      `${runs} runs of ${figure(seconds)} s after a short one that is not counted; all that stands in one column took turns. Each event ` +
      `is ${JSON.stringify(payload).length} bytes of JSON on a stream of its own, expected to be new, of one category. Every store has a ` +
      `database of its own on the same server, its schema made before the clock starts, and a pool of ${poolSize} connections; this log ` +
      'appends over one, emmett-postgresql and @castore keep their own 10. After each run the stored events were counted against the acknowledged ones, and our ' +
      'positions checked for gaps. The limits insert the same rows into a table with the same indexes, and check and hash nothing; each ' +
      `large statement and each COPY brings ${figure(rowsPerStatement)} rows in a transaction of its own. Peers: ${peerVersions()}.`,
    grid: gridOf(measured, [1, 4, 8, 32, 512]),
    rows: judgements(measured),
  };
}

function judgements(measured: readonly StoreRates[]): readonly Row[] {
  const at = ({ name }: Peer, callers: number): Rates =>
    measured.find((store) => store.name === name)?.byCallers.get(callers) ??
    new Error('not measured');
  const bounds = new Map([
    [peers[0]?.name, 15],
    [single.name, 2],
  ]);
  const at32 = [...peers, single].flatMap((peer) => {
    const atLeast = bounds.get(peer.name);
    const other = { name: peer.name, rates: at(peer, 32) };
    const compared = { mine: at(ours, 32), other, callers: 32 };
    return comparisonRows(atLeast === undefined ? compared : { ...compared, atLeast });
  });
  const other = { name: `${large.name} by one client`, rates: at(large, 1) };
  return [...at32, ...comparisonRows({ mine: at(ours, 512), other, callers: 512, atLeast: 0.5 })];
}

function measure(effort: Effort): Promise<readonly StoreRates[]> {
  const everybody = [ours, ...peers, single, large, copy];
  return withDatabases(everybody.length, async (urls) => {
    const opened = new Map<Peer, Store | Error>();
    for (const [index, peer] of everybody.entries())
      opened.set(peer, await openOrReason(peer, urls[index] ?? ''));
    try {
      const rates = new Map(everybody.map((peer) => [peer, new Map<number, Rates>()]));
      for (const round of rounds) await play(round, { opened, rates, effort });
      return everybody.map((peer) => ratesOf(peer, opened.get(peer), rates.get(peer)));
    } finally {
      for (const store of opened.values()) if (!(store instanceof Error)) await store.close();
    }
  });
}

/** A peer that does not run here is told of; what is our own must run. */
async function openOrReason(peer: Peer, url: string): Promise<Store | Error> {
  return peer.open(url).catch((error: unknown) => {
    if (!peers.includes(peer)) throw error;
    return error instanceof Error ? error : new Error(String(error));
  });
}

interface Play {
  readonly opened: ReadonlyMap<Peer, Store | Error>;
  readonly rates: ReadonlyMap<Peer, Map<number, Rates>>;
  readonly effort: Effort;
}

async function play({ entrants }: Round, { opened, rates, effort }: Play): Promise<void> {
  const running = entrants.flatMap(({ peer, callers }) => {
    const store = opened.get(peer);
    return store === undefined || store instanceof Error ? [] : [{ peer, store, callers }];
  });
  const measured = await ratesInTurn(running, effort);
  for (const [index, { peer, callers }] of running.entries()) {
    const reached = measured[index] ?? new Error('not measured');
    if (reached instanceof Error && !peers.includes(peer)) throw reached;
    rates.get(peer)?.set(callers, reached);
  }
}

function ratesOf(
  { name }: Peer,
  store: Store | Error | undefined,
  byCallers: ReadonlyMap<number, Rates> = new Map(),
): StoreRates {
  return store instanceof Error
    ? { name, notMeasured: store.message, byCallers }
    : { name, byCallers };
}
