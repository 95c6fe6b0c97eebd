import { say } from './output.ts';

/** As of every command that did not do what it was told. */
const failed = 1;

/**
 * Has Ctrl-C, or a SIGTERM, end the command with this line, whatever it waits for. The answer takes that back: from then on the command
 * ends by itself.
 */
export function endWhenInterrupted(line: string): () => void {
  const end = (): never => {
    say(line);
    process.exit(failed);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => void process.off('SIGINT', end).off('SIGTERM', end);
}
