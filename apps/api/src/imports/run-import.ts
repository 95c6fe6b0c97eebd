import type { EventLog } from '@ceasefire/event-store';
import { type KnownNames } from '../situation/known-names.ts';
import { Appending } from './recording/appending.ts';
import { type Counts, Deciding, type Send } from './deciding/deciding.ts';
import type { LineProblem } from './import-record.ts';
import { KeptCommands } from './recording/kept-commands.ts';
import { readKnownLog } from './deciding/known-log.ts';
import { checkerHere, type LineChecker } from './checking/line-checker.ts';
import { type ReadingIntents, readIntents } from './reading/read-intents.ts';

/** What to import, and into what. */
export interface ImportOptions extends Omit<ReadingIntents, 'checker'> {
  /** Checks lines of JSON; this thread, where none is given. */
  readonly checker?: LineChecker;
  readonly log: EventLog;
  readonly given: KnownNames;
  /** Check everything and store nothing. */
  readonly dryRun?: boolean;
  /** Store the good records although others are bad. */
  readonly skipBad?: boolean;
  /** Most characters of what was decided that are kept until it is stored; a file that has more is read twice. */
  readonly mostKept?: number;
  readonly onProgress?: (step: ImportStep, done: number, total: number) => void;
  /** Called before the first event is stored. */
  readonly onStoring?: () => void;
}

/** `read`: what is there already, in positions; `check` and `record`: the file, in bytes and in records. */
export type ImportStep = 'read' | 'check' | 'record';

/** What came of it. */
export interface ImportResult {
  /** Commands in the file; those of them whose events were there already; events that were stored, or would be. */
  readonly commands: number;
  readonly present: number;
  readonly recorded: number;
  /** Rows of what was retracted or merged. */
  readonly leftOut: number;
  /** The first hundred of `bad`. */
  readonly problems: readonly LineProblem[];
  readonly bad: number;
  readonly stored: boolean;
}

/**
 * First every record is decided by the ordinary deciders and nothing is stored. One bad record, and nothing is. What was decided is then
 * stored; of a file so long that it could not be kept meanwhile, everything is decided once more. What is there already is
 * passed over, so an import that was killed is completed by the next.
 * @throws RecordRefused when somebody else changed the same stream meanwhile; LogUnavailable when the database stays away
 */
export async function runImport(options: ImportOptions): Promise<ImportResult> {
  const { dryRun = false, skipBad = false, mostKept, onProgress = () => undefined } = options;
  const kept = new KeptCommands(dryRun ? 0 : mostKept);
  const keep: Send = (command, expectedPosition) => {
    kept.add(command, expectedPosition);
    return undefined;
  };
  const checked = await pass(options, { step: 'check', total: 0, send: keep });
  const willStore = !dryRun && (checked.bad === 0 || skipBad);
  if (!willStore) return { ...checked, stored: false };
  options.onStoring?.();
  const appending = new Appending(options.log);
  if (kept.isWhole) {
    await kept.sendTo(appending, (done, total) => onProgress('record', done, total));
    return { ...checked, recorded: appending.recorded, stored: true };
  }
  const done = await readAgain(options, checked.commands, appending);
  return { ...done, recorded: appending.recorded, stored: true };
}

async function readAgain(
  options: ImportOptions,
  total: number,
  appending: Appending,
): Promise<Omit<ImportResult, 'stored'>> {
  const send: Send = async (command) => {
    // What undoes a merge names its position.
    if (command.type === 'merge' && 'append' in command) return appending.sendAlone(command);
    await appending.send(command);
    return undefined;
  };
  const done = await pass(options, { step: 'record', total, send });
  await appending.settled();
  return done;
}

interface Pass {
  readonly step: 'check' | 'record';
  readonly total: number;
  readonly send: Send;
}

/** One reading of the file. */
async function pass(options: ImportOptions, { step, total, send }: Pass): Promise<Counts> {
  const { log, given, format, author, onProgress = () => undefined } = options;
  const { checker = checkerHere({ format, situation: given, author }) } = options;
  const known = await readKnownLog(log, (done, head) => onProgress('read', done, head));
  const deciding = new Deciding({ known, given, log, send });
  const { counts } = deciding;
  for await (const page of readIntents({ ...options, checker })) {
    await deciding.take(page);
    if (step === 'check') onProgress(step, page.bytes, total);
    else onProgress(step, counts.commands, total);
  }
  return counts;
}
