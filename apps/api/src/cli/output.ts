import { once } from 'node:events';

/** Whether the output is for a program. */
export interface Shown {
  readonly json?: true;
}

/** Who read standard output went away, as `head` does: there is nothing left to do, and nothing went wrong. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
  readonly code = 'READER_GONE';
}

let failure: NodeJS.ErrnoException | undefined;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  failure = error;
});

/** Writes to standard output and waits until it is taken, so that a slow reader costs no memory. @throws ReaderGone, OutputFailed */
export async function write(text: string): Promise<void> {
  if (failure === undefined && !process.stdout.write(text))
    await once(process.stdout, 'drain').catch(() => undefined); // The listener above has it.
  if (failure === undefined) return;
  if (failure.code === 'EPIPE') throw new ReaderGone('nobody reads the output');
  const message = `Standard output takes no more: ${failure.message}. What was written so far is not complete.`;
  throw new OutputFailed(message, { cause: failure });
}

/** Writes one line of JSON. */
export const writeJson = (value: unknown): Promise<void> => write(`${JSON.stringify(value)}\n`);

/** Writes to standard error, where nobody parses it. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** A command found that something is not as it should be; it said what, and ends with status 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly code = 'COMMAND_FAILED';
}

/** The command names what there is not, or what cannot be: nothing was done, and it ends with status 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
  readonly code = 'WRONG_USAGE';
}

/** Standard output takes no more, as when a disk is full; the command ends with status 1. */
export class OutputFailed extends Error {
  override readonly name = 'OutputFailed';
  readonly code = 'OUTPUT_FAILED';
}
