import { RecordRefused } from '../imports/import-record.ts';
import { Problem } from '../problems/problem.ts';
import { startFailure } from '../starting/start-failure.ts';
import { CommandFailed, ReaderGone, say } from './output.ts';

const failed = 1;
const notWorking = 3;

/** Says on standard error why a command ended, and answers its exit status. */
export function tellFailure(error: unknown): number {
  // Who reads our output has had enough: nothing went wrong.
  if (error instanceof ReaderGone) return 0;
  if (
    error instanceof CommandFailed ||
    error instanceof Problem ||
    error instanceof RecordRefused
  ) {
    say(error.message);
    return failed;
  }
  const told = startFailure(error, process.env['DATABASE_URL']);
  say(told ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  return told === undefined ? failed : notWorking;
}
