import { beginEpoch } from '@ceasefire/event-store';
import { CommandFailed, say, type Shown, write, writeJson } from './output.ts';
import { type KeptHead, keptHeadOf } from './proof.ts';
import { withDatabase } from './session.ts';

/** Whether the log is to be given another epoch first. */
export interface HeadOptions extends Shown {
  readonly newEpoch?: true;
  readonly yes?: true;
}

/** Prints the end of the log, to be kept where nobody who can write to the database can change it. @throws CommandFailed for a new epoch without --yes */
export async function head({ newEpoch, yes, json }: HeadOptions): Promise<void> {
  if (newEpoch === true && yes !== true)
    throw new CommandFailed(
      'Every page, cursor and client that knows this log would begin anew. Add --yes to give it a new epoch.',
    );
  await withDatabase(async ({ log, pool }) => {
    const kept = keptHeadOf(await (newEpoch === true ? beginEpoch(pool) : log.head()));
    await (json === true ? writeJson(kept) : print(kept));
    if (newEpoch === true)
      say('The log has a new epoch. Nodes that run learn of it when they are started again.');
  });
}

async function print({ position, hash, epoch, time }: KeptHead): Promise<void> {
  await write(
    `position ${String(position)}\nhash     ${hash}\nepoch    ${epoch}\ntime     ${time ?? '–'}\n`,
  );
  say('Keep it elsewhere: `head --json > head.json`, and later `verify --head head.json`.');
}
