import { randomUUID } from 'node:crypto';
import {
  constants,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  rmSync,
  type Stats,
} from 'node:fs';
import { stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseConfig } from '../config.ts';
import { CheckThreads } from '../imports/checking/check-threads.ts';
import { RecordRefused } from '../imports/import-record.ts';
import type { ImportFormat } from '../imports/formats.ts';
import {
  type ImportOptions as RunOptions,
  type ImportResult,
  type ImportStep,
  runImport,
} from '../imports/run-import.ts';
import { knownNames } from '../situation/known-names.ts';
import { loadSituation } from '../situation/load-situation.ts';
import { authorName } from './author.ts';
import { endWhenInterrupted } from './interruption.ts';
import { namedFile } from './named-file.ts';
import { CommandFailed, say, type Shown, writeJson } from './output.ts';
import { progressBars } from './progress-bar.ts';
import { asApplication } from './session.ts';

/** How to import. */
export interface ImportOptions extends Shown {
  readonly format: ImportFormat;
  readonly dryRun?: true;
  readonly skipBad?: true;
}

/**
 * Records a file by the ordinary commands, or says on which lines it is wrong. `storing` is called before the first event is stored: from
 * then on an interruption is told otherwise.
 * @throws CommandFailed when it cannot be read, a line is wrong, or somebody else wrote to the same stream meanwhile
 */
export const importFile = (
  file: string,
  options: ImportOptions,
  storing: () => void,
): Promise<void> =>
  withFile(file, async (path) => {
    const { size } = await stat(path);
    const { SITUATION } = parseConfig(process.env);
    const { format } = options;
    const threads = new CheckThreads(threadsFor(format, size));
    try {
      // One author for all of the commands: frozen, it is written as JSON once.
      const author = Object.freeze({ recordedBy: authorName(), correlationId: randomUUID() });
      const { description } = loadSituation(SITUATION);
      // The threads get ready while the database is opened.
      const checker = threads.count > 0 && threads.checker({ format, author, description });
      const given = knownNames(description);
      await asApplication(({ log }) =>
        record(
          { log, file: path, format, author, given, ...(checker && { checker }) },
          { ...options, storing },
          size,
        ),
      );
    } finally {
      await threads.end();
    }
  });

type Work = Pick<RunOptions, 'log' | 'file' | 'format' | 'author' | 'given' | 'checker'>;

const whileStoring =
  'The import was interrupted while it recorded: what is recorded stays, and the same import, run again, records the rest.';

async function record(
  work: Work,
  options: ImportOptions & { readonly storing: () => void },
  size: number,
): Promise<void> {
  const bar = stepBars(options, size);
  const startedAt = performance.now();
  const { dryRun = false, skipBad = false } = options;
  let stored = (): void => undefined;
  const onStoring = (): void => {
    options.storing();
    stored = endWhenInterrupted(whileStoring);
  };
  const result = await runImport({ ...work, dryRun, skipBad, onProgress: bar.at, onStoring })
    .catch(tellRefusal)
    .finally(() => {
      stored();
      bar.stop();
    });
  await report(result, options, (performance.now() - startedAt) / 1_000);
}

/** Files of fewer bytes are checked sooner than a thread starts. */
const worthThreads = 4 * 2 ** 20;
const mostThreads = 4;

/** How many threads check a file; 0: none but the one that decides. */
function threadsFor(format: ImportFormat, size: number): number {
  if (format === 'csv' || size < worthThreads) return 0;
  return Math.min(availableParallelism(), mostThreads);
}

function tellRefusal(error: unknown): never {
  throw error instanceof RecordRefused ? new CommandFailed(`A record ${error.message}.`) : error;
}

/** Bars for the steps; the last has the number of records to go by. */
function stepBars({ json }: Shown, size: number) {
  const bars = progressBars(json === true);
  const begun = new Map<ImportStep, number>();
  return {
    at: (step: ImportStep, done: number, total: number): void => {
      const since = begun.get(step) ?? performance.now();
      begun.set(step, since);
      const position = step === 'check' ? Math.min(done, size) : done;
      const seconds = (performance.now() - since) / 1_000;
      const eventsPerSecond = step === 'record' && seconds > 0 ? done / seconds : undefined;
      bars.at(step, { position, total: step === 'check' ? size : total, eventsPerSecond });
    },
    stop: (): void => bars.stop(),
  };
}

async function report(
  result: ImportResult,
  { dryRun, json }: ImportOptions,
  seconds: number,
): Promise<void> {
  const { stored, problems, bad } = result;
  const eventsPerSecond = stored && seconds > 0 ? Math.round(result.recorded / seconds) : 0;
  if (json === true)
    await writeJson({ ...result, dryRun: dryRun === true, seconds, eventsPerSecond });
  else {
    for (const { line, pointer, detail } of problems)
      say(`line ${String(line)}: ${[pointer, detail].join(' ').trim()}`);
    say(summary(result, { seconds, eventsPerSecond }));
  }
  if (bad === 0) return;
  const counted = bad === 1 ? '1 record is bad' : `${String(bad)} records are bad`;
  throw new CommandFailed(
    stored
      ? `${counted}; the others were recorded.`
      : `${counted}; nothing was recorded. Mend them, or add --skip-bad to record the others.`,
  );
}

function summary(
  { commands, present, recorded, leftOut, stored }: ImportResult,
  { seconds, eventsPerSecond }: { readonly seconds: number; readonly eventsPerSecond: number },
): string {
  const speed = `in ${seconds.toFixed(1)} s (${String(eventsPerSecond)}/s)`;
  return [
    `${String(commands)} commands read, ${String(present)} of them recorded before`,
    stored
      ? `${String(recorded)} events recorded ${speed}`
      : `${String(recorded)} events would be recorded`,
    ...(leftOut > 0 ? [`${String(leftOut)} retracted or merged rows left out`] : []),
  ].join('; ');
}

/**
 * A file may be read twice; what can be read once only, standard input (`-`) or a pipe, is kept in one meanwhile.
 * @throws WrongUsage when there is nothing of that name to read
 */
async function withFile(file: string, work: (path: string) => Promise<void>): Promise<void> {
  const found = file === '-' ? undefined : await namedFile(file);
  if (found?.isFile() === true) return work(file);
  const folder = mkdtempSync(join(tmpdir(), 'ceasefire-monitor-import-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove); // An interruption ends the process without coming back here.
  try {
    const path = join(folder, 'input');
    await pipeline(readOnce(file, found), createWriteStream(path));
    await work(path);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

function readOnce(file: string, found: Stats | undefined): NodeJS.ReadableStream {
  if (file === '-') return process.stdin;
  if (found?.isFIFO() !== true) return createReadStream(file);
  // A read that waits for whoever writes to the pipe would keep an interrupted process from ending.
  return new Socket({
    fd: openSync(file, constants.O_RDONLY | constants.O_NONBLOCK),
    writable: false,
  });
}
