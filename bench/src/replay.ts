import { randomUUID } from 'node:crypto';
import { createPostgresLog, type EventLog, type StreamWrite } from '@ceasefire/event-store';
import { commandLine, statement } from '@ceasefire/monitor-process';
import { emmettReadRates } from './emmett-stream.ts';
import type { Section } from './report.ts';
import { withDatabase } from './server.ts';
import { figure, spread, withSpread } from './spread.ts';

/** What `replay --json` says of one projection. */
interface Replayed {
  readonly projection: string;
  readonly position: number;
  readonly before: string | null;
  readonly after: string;
  readonly equal: boolean | null;
  readonly events: number;
  readonly seconds: number;
}

/** @throws Error when the command fails */
async function replay(databaseUrl: string): Promise<readonly Replayed[]> {
  const { status, output } = await commandLine(databaseUrl, ['replay', '--fresh', '--json']);
  if (status !== 0) throw new Error(`The replay ended with ${String(status)}:\n${output}`);
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Replayed);
}

const reason = 'Reported by another agency as well.';

/** Of each ten events nine are new developments, and one adds a source to the first of them. */
function writeAt(index: number): StreamWrite {
  const id = `bench-${String(index % 10 === 9 ? index - 9 : index)}`;
  const whole = { ...statement(), id };
  const source = { outlet: 'Second Agency', title: 'The same', publishedAt: '2020-11-27' };
  const added = { source: { ...source, attributionChain: ['Second Agency'], anonymous: false } };
  const event =
    index % 10 === 9
      ? { type: 'SourceAdded', data: { ...added, reason } }
      : { type: 'StatementMade', data: whole };
  return {
    stream: `development-${id}`,
    expected: index % 10 === 9 ? 1 : 0,
    events: [{ id: randomUUID(), ...event }],
  };
}

const meta = { recordedBy: 'bench', correlationId: 'bench' };

/** Commands under way: enough for full batches, and fewer events than the log lets wait. */
const commandsAtOnce = 600;

/** Appends `events` events, ten by ten, as many commands at once do. */
async function fill(log: EventLog, events: number): Promise<void> {
  let next = 0;
  const appendOn = async (): Promise<void> => {
    while (next < events) {
      const from = next;
      next += 10;
      const count = Math.min(10, events - from);
      const writes = Array.from({ length: count }, (_, index) => writeAt(from + index));
      await log.append({ writes: onePerStream(writes), meta });
    }
  };
  await Promise.all(Array.from({ length: commandsAtOnce }, appendOn));
}

/** A command names a stream once: what it adds to a stream of its own is the second event of that write. */
function onePerStream(writes: readonly StreamWrite[]): readonly StreamWrite[] {
  const byStream = new Map<string, StreamWrite>();
  for (const write of writes) {
    const known = byStream.get(write.stream);
    byStream.set(
      write.stream,
      known ? { ...known, events: [...known.events, ...write.events] } : write,
    );
  }
  return [...byStream.values()];
}

/** @throws Error unless every projection was replayed to the head and is what it was before, digest and rows */
function check(replayed: readonly Replayed[], head: number): void {
  const isRight = (one: Replayed): boolean =>
    one.equal === true && one.before === one.after && one.position === head && one.events === head;
  if (replayed.length > 0 && replayed.every(isRight)) return;
  throw new Error(`A replay of ${String(head)} events went wrong: ${JSON.stringify(replayed)}`);
}

/** Events a second of `runs` replays of a log of `events` events. */
function replayRates(runs: number, events: number): Promise<readonly number[]> {
  return withDatabase(async (url) => {
    await replay(url); // Makes the schema, and a first generation of each projection.
    const log = createPostgresLog({ connectionString: url });
    try {
      await fill(log, events);
      const { position: head } = await log.head();
      if (head !== events) throw new Error(`The log ends at ${String(head)}.`);
      await replay(url); // Not counted: there is nothing to compare with yet.
      const measured: number[] = [];
      for (let run = 0; run < runs; run++) {
        const replayed = await replay(url);
        check(replayed, head);
        measured.push(events / Math.max(...replayed.map(({ seconds }) => seconds)));
      }
      return measured;
    } finally {
      await log.close();
    }
  });
}

/** Most events of the stream that emmett-postgresql reads: it hands over a stream as one list. */
const mostRead = 100_000;

/**
 * `replay` of the product on a log of `events` events, through all its projections, from the first read to the swap; and beside it how
 * fast emmett-postgresql merely reads a stream.
 */
export async function benchReplay(runs: number, events: number): Promise<Section> {
  const toRead = Math.min(events, mostRead);
  const read = spread(await emmettReadRates(runs, toRead));
  const rates = await replayRates(runs, events);
  const measured = spread(rates);
  const ratio = spread(rates.map((rate) => rate / read.median));
  return {
    title: 'Replay, end to end',
    how:
      `\`replay\` of ${figure(events)} events through all projections at once: read, folded, written, indexed, compared row by row ` +
      `with what was served, and swapped; ${String(runs)} runs after one that is not counted. Digests and rows were equal each time, ` +
      `and the position was the head. emmett-postgresql reads one stream of ${figure(toRead)} such events with \`readStream\`, and folds, ` +
      `writes and compares nothing; ${String(runs)} runs after one that is not counted.`,
    rows: [
      {
        what: 'events/s through all projections',
        figure: withSpread(measured),
        bound: '100,000',
        reached: measured.median >= 100_000,
      },
      { what: 'emmett-postgresql, events/s read', figure: withSpread(read), bound: '–' },
      {
        what: 'replay ÷ reading with emmett-postgresql',
        figure: withSpread(ratio),
        bound: '4',
        reached: ratio.median >= 4,
      },
    ],
  };
}
