import { type Monitor, read, startMonitor, statement, write } from '@ceasefire/monitor-process';
import type { Row, Section } from './report.ts';
import { type Crowd, startCrowd } from './sockets/crowd-process.ts';
import { figure, quantile, spread, withSpread } from './spread.ts';

/** How many clients, and how long a run lasts. */
export interface SocketsLoad {
  readonly runs: number;
  readonly clients: number;
  readonly seconds: number;
}

const eventsPerSecond = 20;
const processes = 2;

/** What one run came to. Times in milliseconds. */
interface Run {
  readonly p50: number;
  readonly p99: number;
  readonly resumeP99: number;
  readonly resumes: number;
  readonly cpuMicroseconds: number;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Posts at a steady pace, whatever the answers take; answers the last position. */
async function post(monitor: Monitor, name: string, seconds: number): Promise<number> {
  const started = performance.now();
  const posts: Promise<number>[] = [];
  for (let index = 0; index < seconds * eventsPerSecond; index++) {
    await pause(started + (index * 1000) / eventsPerSecond - performance.now());
    posts.push(postOne(monitor, `${name}-${index}`));
  }
  return Math.max(...(await Promise.all(posts)));
}

async function postOne(monitor: Monitor, id: string): Promise<number> {
  const body = statement({ id });
  const answer = await write<{ position: number }>(monitor, 'developments', body);
  if (answer.status !== 201) throw new Error(`POST answered ${answer.status}: ${answer.text}`);
  return answer.body.position;
}

/** Seconds of processor time that the node has used so far. */
async function cpuSeconds({ url }: Monitor): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]);
}

interface Attempt {
  readonly monitor: Monitor;
  readonly crowd: Crowd;
  readonly load: SocketsLoad;
  readonly drops: boolean;
  readonly name: string;
}

const note =
  'Where the time goes: most of what the API does is the system call that writes one message to one socket, and after it reading the ' +
  'acknowledgements. The clients do as much on the same two cores, so that whatever else runs on the machine shows in these figures first.';

const missed = (runs: readonly Run[]): boolean =>
  runs.some(({ p50, p99 }) => p50 > 50 || p99 > 250);

/** One run. @throws Error unless every client got every event once, in order */
async function attempt({ monitor, crowd, load, drops, name }: Attempt): Promise<Run> {
  const { clients, seconds } = load;
  await crowd.begin(drops);
  const cpuBefore = await cpuSeconds(monitor);
  const head = await post(monitor, name, seconds);
  const { tally, complete } = await crowd.finish(head);
  const cpuUsed = (await cpuSeconds(monitor)) - cpuBefore;
  const due = clients * seconds * eventsPerSecond;
  if (tally.wrong.length > 0 || complete !== clients || tally.delivered !== due) {
    throw new Error(
      `Of ${due} deliveries ${tally.delivered} were made; ${complete} of ${clients} clients have them all; ` +
        `${tally.wrong.length} went wrong, e.g. ${tally.wrong.slice(0, 3).join(', ')}.`,
    );
  }
  return {
    p50: quantile(tally.liveMs, 0.5),
    p99: quantile(tally.liveMs, 0.99),
    resumeP99: tally.resumeMs.length > 0 ? quantile(tally.resumeMs, 0.99) : 0,
    resumes: tally.resumes,
    cpuMicroseconds: (cpuUsed / due) * 1e6,
  };
}

const bounded = (what: string, values: readonly number[], atMost: number): Row => {
  const measured = spread(values);
  const reached = measured.median <= atMost;
  return { what, figure: withSpread(measured), bound: String(atMost), reached };
};

const told = (what: string, values: readonly number[]): Row => ({
  what,
  figure: withSpread(spread(values)),
  bound: '–',
});

function rowsOf(how: string, runs: readonly Run[]): readonly Row[] {
  const values = (name: keyof Run): readonly number[] => runs.map((run) => run[name]);
  return [
    bounded(`${how}: p50, ms`, values('p50'), 50),
    bounded(`${how}: p99, ms`, values('p99'), 250),
    { what: `${how}: delivered once and in order, %`, figure: '100', bound: '100', reached: true },
    told(`${how}: processor time of the API for each delivery, µs`, values('cpuMicroseconds')),
  ];
}

/** From the commit to the message on every one of many sockets, all connected, and while each drops its connection again and again. */
export async function benchSockets(load: SocketsLoad): Promise<Section> {
  const { runs, clients, seconds } = load;
  const monitor = await startMonitor({ databaseUrl: 'embedded' });
  const crowd = startCrowd(processes);
  const steady: Run[] = [];
  const dropping: Run[] = [];
  try {
    await read(monitor, 'state');
    await crowd.connect(monitor.url, clients);
    for (let run = 0; run < runs; run++) {
      const common = { monitor, crowd, load };
      steady.push(await attempt({ ...common, drops: false, name: `steady-${run}` }));
      dropping.push(await attempt({ ...common, drops: true, name: `dropping-${run}` }));
    }
  } finally {
    await crowd.end();
    await monitor.stop();
  }
  const resumes = dropping.map(({ resumes: count }) => count / seconds);
  return {
    title: `Commit to the message on every one of ${figure(clients)} sockets`,
    how:
      `${figure(clients)} websocket clients in ${processes} processes beside the server, ${eventsPerSecond} posts a second for ` +
      `${seconds} s, ${runs} runs. Timed from \`recordedAt\`, which the database sets before it commits, until the client has the message. ` +
      'Dropping: each client cuts its connection for 2 s in every 10 s and resumes from its position; what it missed meanwhile is ' +
      'checked, not timed as live. Every client acknowledged as the page does, what it caught up with at once and otherwise at most every second what it had by then, and ' +
      'checked that each position follows the last.',
    rows: [
      ...rowsOf('all connected', steady),
      ...rowsOf('dropping', dropping),
      told('dropping: resumes a second', resumes),
      told(
        'dropping: from the new connection until nothing is missing, p99, ms',
        dropping.map(({ resumeP99 }) => resumeP99),
      ),
    ],
    ...(missed([...steady, ...dropping]) && { note }),
  };
}
