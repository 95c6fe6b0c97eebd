import { say, type Shown, write, writeJson } from './output.ts';
import { keptHeadOf } from './proof.ts';
import { withDatabase } from './session.ts';

/** Prints the end of the log, to be kept where nobody who can write to the database can change it. */
export const head = ({ json }: Shown): Promise<void> =>
  withDatabase(async ({ log }) => {
    const kept = keptHeadOf(await log.head());
    if (json === true) return writeJson(kept);
    const { position, hash, epoch, time } = kept;
    await write(
      `position ${String(position)}\nhash     ${hash}\nepoch    ${epoch}\ntime     ${time ?? '–'}\n`,
    );
    say('Keep it elsewhere: `head --json > head.json`, and later `verify --head head.json`.');
  });
