import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine, statement, temporaryFolder } from '@ceasefire/monitor-process';
import { ratesInTurn } from './rates.ts';
import type { Row, Section } from './report.ts';
import { withDatabase } from './server.ts';
import { figure, type Spread, spread, withSpread } from './spread.ts';
import { countingOf } from './stores/counting.ts';
import { largeInserts } from './stores/large-inserts.ts';

/** How often, how many developments in each file, and for how long the limit is measured beside it. */
export interface ImportLoad {
  readonly runs: number;
  readonly lengths: readonly number[];
  readonly limitSeconds: number;
}

/** What `import --json` says. */
interface Imported {
  readonly recorded: number;
  readonly bad: number;
  readonly stored: boolean;
  readonly seconds: number;
}

const atLeast = 0.6;

const note =
  'Where the time goes: every line is checked before anything is stored, so that one bad line leaves nothing stored, and the database ' +
  'waits meanwhile. Threads check the lines on all cores; of a short file compiling the checks in each thread is most of it, of a long one ' +
  'reading and writing JSON. Then the database is the bound.';

/** One line of the file: what the admin API takes as the body of a POST. */
const lineOf = (index: number): string => JSON.stringify(statement({ id: `bench-${index}` }));

/** One import: events a second by its own account, and how long the whole command took. */
interface Timed {
  readonly rate: number;
  readonly commandSeconds: number;
}

/** Imports into a database of its own. @throws Error unless every development is stored */
async function importOnce(file: string, developments: number): Promise<Timed> {
  return withDatabase(async (url) => {
    const command = ['import', file, '--format', 'ndjson', '--json'];
    const startedAt = performance.now();
    const { status, output } = await commandLine(url, command);
    const commandSeconds = (performance.now() - startedAt) / 1_000;
    if (status !== 0) throw new Error(`The import ended with ${status}:\n${output}`);
    const { recorded, bad, stored, seconds } = JSON.parse(output) as Imported;
    const counting = await countingOf(url, 'log.events');
    const counted = await counting.count().finally(() => counting.close());
    if (!stored || bad > 0 || recorded !== developments || counted !== developments)
      throw new Error(`Of ${developments} developments ${counted} are stored:\n${output}`);
    return { rate: developments / seconds, commandSeconds };
  });
}

/** Events a second of 1,000-row statements by one client that bring the same JSON, checked and hashed by nobody. */
async function limitOnce(limitSeconds: number): Promise<number> {
  return withDatabase(async (url) => {
    const store = await largeInserts(url, statement({ id: 'bench-00000' }));
    const effort = { runs: 1, seconds: limitSeconds };
    const [rates] = await ratesInTurn([{ store, callers: 1 }], effort).finally(() => store.close());
    if (rates === undefined || rates instanceof Error) throw rates ?? new Error('not measured');
    return rates[0] ?? Number.NaN;
  });
}

/** The imports of one file, and the limit beside each. */
interface Measured {
  readonly developments: number;
  readonly imports: readonly Timed[];
  readonly limits: readonly number[];
}

async function measure(developments: number, load: ImportLoad): Promise<Measured> {
  const folder = await temporaryFolder();
  const imports: Timed[] = [];
  const limits: number[] = [];
  try {
    const file = join(folder, 'developments.ndjson');
    const lines = Array.from({ length: developments }, (_, index) => `${lineOf(index)}\n`);
    await writeFile(file, lines.join(''));
    for (let run = 0; run < load.runs; run++) {
      imports.push(await importOnce(file, developments));
      limits.push(await limitOnce(load.limitSeconds));
    }
    return { developments, imports, limits };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const ratioOf = ({ imports, limits }: Measured): Spread =>
  spread(imports.map(({ rate }, run) => rate / (limits[run] ?? Number.NaN)));

function rowsOf(measured: Measured): readonly Row[] {
  const { developments, imports, limits } = measured;
  const of = `${figure(developments)} developments`;
  const ratio = ratioOf(measured);
  const told = (what: string, values: readonly number[]): Row => ({
    what: `${of}: ${what}`,
    figure: withSpread(spread(values)),
    bound: '–',
  });
  return [
    told(
      'import, events/s',
      imports.map(({ rate }) => rate),
    ),
    told(
      'whole command, s',
      imports.map(({ commandSeconds }) => commandSeconds),
    ),
    told('limit: 1,000-row statements, events/s', limits),
    {
      what: `${of}: import ÷ limit`,
      figure: withSpread(ratio),
      bound: String(atLeast),
      reached: ratio.median >= atLeast,
    },
  ];
}

/** `import` of the product's command line, beside what PostgreSQL takes from one client. */
export async function benchImport(load: ImportLoad): Promise<Section> {
  const measured: Measured[] = [];
  for (const developments of load.lengths) measured.push(await measure(developments, load));
  return {
    title: 'Bulk import through the checks of the commands',
    how:
      `\`import FILE --format ndjson\` of developments of ${lineOf(0).length} bytes of JSON each into an empty database, ${load.runs} ` +
      'runs of each length: read, parsed, decided and appended. The start of the process and its threads, until the database is open, ' +
      'is not in the rate; the whole command has all of it. After each run the stored events were counted. The limit inserts the same JSON ' +
      'in statements of 1,000 rows from one client into a table with the same indexes, and checks and hashes nothing.',
    rows: measured.flatMap(rowsOf),
    ...(measured.some((each) => ratioOf(each).median < atLeast) && { note }),
  };
}
