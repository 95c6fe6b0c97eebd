import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine, statement, temporaryFolder } from '@ceasefire/monitor-process';
import { ratesInTurn } from './rates.ts';
import type { Section } from './report.ts';
import { withDatabase } from './server.ts';
import { figure, spread, withSpread } from './spread.ts';
import { countingOf } from './stores/counting.ts';
import { largeInserts } from './stores/large-inserts.ts';

/** How many developments are imported, how often, and for how long the limit is measured beside it. */
export interface ImportLoad {
  readonly runs: number;
  readonly developments: number;
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
  'waits meanwhile. Threads check the lines on all cores; the schemas, compiling them in each thread and collecting their garbage are most ' +
  'of it. Then the database is the bound.';

/** One line of the file: what the admin API takes as the body of a POST. */
const lineOf = (index: number): string => JSON.stringify(statement({ id: `bench-${index}` }));

/** Imports into a database of its own; answers events a second. @throws Error unless every development is stored */
async function importOnce(file: string, developments: number): Promise<number> {
  return withDatabase(async (url) => {
    const command = ['import', file, '--format', 'ndjson', '--json'];
    const { status, output } = await commandLine(url, command);
    if (status !== 0) throw new Error(`The import ended with ${status}:\n${output}`);
    const { recorded, bad, stored, seconds } = JSON.parse(output) as Imported;
    const counting = await countingOf(url, 'log.events');
    const counted = await counting.count().finally(() => counting.close());
    if (!stored || bad > 0 || recorded !== developments || counted !== developments)
      throw new Error(`Of ${developments} developments ${counted} are stored:\n${output}`);
    return developments / seconds;
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

/** `import` of the product's command line, beside what PostgreSQL takes from one client. */
export async function benchImport(load: ImportLoad): Promise<Section> {
  const { runs, developments, limitSeconds } = load;
  const folder = await temporaryFolder();
  const rates: number[] = [];
  const limits: number[] = [];
  try {
    const file = join(folder, 'developments.ndjson');
    const lines = Array.from({ length: developments }, (_, index) => `${lineOf(index)}\n`);
    await writeFile(file, lines.join(''));
    for (let run = 0; run < runs; run++) {
      rates.push(await importOnce(file, developments));
      limits.push(await limitOnce(limitSeconds));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const ratio = spread(rates.map((rate, run) => rate / (limits[run] ?? Number.NaN)));
  return {
    title: 'Bulk import through the checks of the commands',
    how:
      `\`import FILE --format ndjson\` of ${figure(developments)} developments, ${lineOf(0).length} bytes of JSON each, into an empty ` +
      `database, ${runs} runs: read, parsed, decided and appended. The start of the process and its threads, until the database is open, ` +
      'is not in the time. After each run the stored events were counted. The limit inserts the same JSON in statements of 1,000 rows from one ' +
      'client into a table with the same indexes, and checks and hashes nothing.',
    rows: [
      { what: 'import, events/s', figure: withSpread(spread(rates)), bound: '–' },
      {
        what: 'limit: 1,000-row statements, events/s',
        figure: withSpread(spread(limits)),
        bound: '–',
      },
      {
        what: 'import ÷ limit',
        figure: withSpread(ratio),
        bound: String(atLeast),
        reached: ratio.median >= atLeast,
      },
    ],
    ...(ratio.median < atLeast && { note }),
  };
}
