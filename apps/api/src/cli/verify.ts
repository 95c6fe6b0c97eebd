import { verifyRange } from '@ceasefire/event-store';
import { progressBar } from './progress-bar.ts';
import { CommandFailed, say, type Shown, writeJson } from './output.ts';
import { withDatabase } from './session.ts';

const stride = 10_000;

/** Checks the hash chain of the whole log. @throws CommandFailed at the first event that is altered, missing or out of order */
export const verify = ({ json }: Shown): Promise<void> =>
  withDatabase(async ({ log, pool }) => {
    const { position: head, hash, epoch } = await log.head();
    const bar = progressBar('verify', json === true);
    let firstBad: number | undefined;
    for (let from = 1; from <= head && firstBad === undefined; from += stride) {
      const to = Math.min(head, from + stride - 1);
      firstBad = await verifyRange(pool, from, to);
      bar.at(to, head);
    }
    bar.stop();
    if (json === true)
      await writeJson({
        ok: firstBad === undefined,
        head,
        hash,
        epoch,
        firstBad: firstBad ?? null,
      });
    if (firstBad !== undefined)
      throw new CommandFailed(
        `Position ${String(firstBad)} is missing, altered or out of order. Restore the log from a copy that verifies.`,
      );
    if (json !== true) say(`All ${String(head)} events verify. Head: ${hash}`);
  });
