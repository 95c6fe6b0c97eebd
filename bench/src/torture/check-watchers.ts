import { eventually, type Watcher } from '@ceasefire/monitor-process';
import type { Rack } from './scenario.ts';

/** Waits until clients of the socket were told of position `last`; fails for one that missed an event, met one twice or was reset. */
export async function checkWatchers(
  rack: Rack,
  watchers: readonly Watcher[],
  last: number,
): Promise<void> {
  for (const [index, { positions, resets, start }] of watchers.entries()) {
    await eventually(() => ((positions.at(-1) ?? 0) >= last ? true : undefined));
    const wrong = positions.findIndex((position, at) => position !== start + 1 + at);
    if (wrong >= 0 || resets > 0)
      rack.fail(
        `client ${String(index)}: ${String(resets)} resets, and ${String(positions[wrong])} in place of ${String(start + 1 + wrong)}`,
      );
  }
  rack.tell(`${String(watchers.length)} clients were told of every event once, in order`);
}
