import type { EventLog } from '@ceasefire/event-store';
import { type KnownNames } from '../situation/known-names.ts';
import { Appending } from './appending.ts';
import { type LineProblem, RecordRefused } from './import-record.ts';
import { type Decision, ImportWorld } from './import-world.ts';
import type { Intent } from './intent.ts';
import { KeptCommands } from './kept-commands.ts';
import { readKnownLog } from './known-log.ts';
import { type ReadingIntents, readIntents } from './read-intents.ts';
import { type ReadyCommand, readyCommand } from './ready-command.ts';

/** What to import, and into what. */
export interface ImportOptions extends ReadingIntents {
  readonly log: EventLog;
  readonly given: KnownNames;
  /** Check everything and store nothing. */
  readonly dryRun?: boolean;
  /** Store the good records although others are bad. */
  readonly skipBad?: boolean;
  /** Most characters of what was decided that are kept until it is stored; a file that has more is read twice. */
  readonly mostKept?: number;
  readonly onProgress?: (step: ImportStep, done: number, total: number) => void;
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

const mostProblems = 100;

/**
 * First every record is decided by the ordinary deciders and nothing is stored. One bad record, and nothing is. What was decided is then
 * stored; of a file so long that it could not be kept meanwhile, everything is read and decided once more. What is there already is
 * passed over, so an import that was killed is completed by the next.
 * @throws RecordRefused when somebody else changed the same stream meanwhile; LogUnavailable when the database stays away
 */
export async function runImport(options: ImportOptions): Promise<ImportResult> {
  const { dryRun = false, skipBad = false, mostKept, onProgress = () => undefined } = options;
  const kept = new KeptCommands(dryRun ? 0 : mostKept);
  const keep = (command: ReadyCommand, expectedPosition: number): Promise<undefined> => {
    kept.add(command, expectedPosition);
    return Promise.resolve(undefined);
  };
  const checked = await pass(options, { step: 'check', total: 0, send: keep });
  const willStore = !dryRun && (checked.bad === 0 || skipBad);
  if (!willStore) return { ...checked, stored: false };
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
  const send = async (command: ReadyCommand): Promise<number | undefined> => {
    // What undoes a merge names its position.
    if (command.type === 'merge') return appending.sendAlone(command);
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
  /** Takes a command and where its first event is expected to stand; answers where it does, where that matters. */
  readonly send: (command: ReadyCommand, expectedPosition: number) => Promise<number | undefined>;
}

interface Counts {
  commands: number;
  present: number;
  recorded: number;
  leftOut: number;
  bad: number;
  problems: LineProblem[];
}

/** One reading of the file: decides every record as if those before it had been recorded, and hands it to `send`. */
async function pass(
  options: ImportOptions,
  { step, total, send }: Pass,
): Promise<Omit<ImportResult, 'stored'>> {
  const { log, given, onProgress = () => undefined } = options;
  const known = await readKnownLog(log, (done, head) => onProgress('read', done, head));
  const world = new ImportWorld(known, given);
  const counts: Counts = { commands: 0, present: 0, recorded: 0, leftOut: 0, bad: 0, problems: [] };
  const merges = new Map<number, number>();
  let position = known.head;
  for await (const page of readIntents(options)) {
    await world.load(page.intents, log);
    counts.leftOut += page.leftOut;
    note(counts, page.problems);
    for (const given of page.intents) {
      counts.commands += 1;
      const intent = withPosition(given, merges);
      const stored = known.positions.get(intent.eventIds[0] ?? '');
      if (stored !== undefined) {
        counts.present += 1;
        rememberMerge(merges, intent, stored);
        continue;
      }
      const decision = decideOrNote(world, intent, counts);
      if (decision === undefined) continue;
      const ready = readyCommand(intent, decision);
      const first = (await send(ready, position + 1)) ?? position + 1;
      world.apply(decision, ready, first);
      rememberMerge(merges, intent, first);
      position = first + intent.eventIds.length - 1;
      counts.recorded += intent.eventIds.length;
    }
    if (step === 'check') onProgress(step, page.bytes, total);
    else onProgress(step, counts.commands, total);
  }
  return counts;
}

function decideOrNote(world: ImportWorld, intent: Intent, counts: Counts): Decision | undefined {
  try {
    return world.decide(intent);
  } catch (error) {
    if (!(error instanceof RecordRefused)) throw error;
    note(
      counts,
      error.faults.map((fault) => ({ line: intent.line, ...fault })),
    );
    return undefined;
  }
}

function note(counts: Counts, problems: readonly LineProblem[]): void {
  counts.bad += new Set(problems.map(({ line }) => line)).size;
  const room = mostProblems - counts.problems.length;
  counts.problems.push(...problems.slice(0, Math.max(0, room)));
}

/** A merge stands elsewhere in this log than in the one it comes from, and so does what undoes it. */
function withPosition(intent: Intent, merges: ReadonlyMap<number, number>): Intent {
  const { command } = intent;
  if (command.type !== 'split') return intent;
  return {
    ...intent,
    command: { ...command, undoes: merges.get(command.undoes) ?? command.undoes },
  };
}

function rememberMerge(merges: Map<number, number>, { command }: Intent, position: number): void {
  if (command.type === 'merge') merges.set(command.position, position);
}
