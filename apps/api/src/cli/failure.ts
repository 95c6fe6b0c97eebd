import { RecordRefused } from '../imports/import-record.ts';
import { Problem } from '../problems/problem.ts';
import { startFailure } from '../starting/start-failure.ts';
import { CommandFailed, OutputFailed, ReaderGone, say, WrongUsage } from './output.ts';

const failed = 1;
/** The command line is wrong. */
export const wrongUsage = 2;
const notWorking = 3;

const failures = [CommandFailed, OutputFailed, Problem, RecordRefused];

/** Says on standard error why a command ended, and answers its exit status. */
export function tellFailure(error: unknown): number {
  // Who reads our output has had enough: nothing went wrong.
  if (error instanceof ReaderGone) return 0;
  if (error instanceof WrongUsage) {
    say(error.message);
    return wrongUsage;
  }
  if (failures.some((kind) => error instanceof kind)) {
    say((error as Error).message);
    return failed;
  }
  const told = startFailure(error, process.env['DATABASE_URL']);
  say(told ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  return told === undefined ? failed : notWorking;
}
