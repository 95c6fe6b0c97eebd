import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long a piece of work may keep the event loop. */
const turnMs = 2;

/**
 * Does something for each, a few milliseconds at a time: in between others get their turn. Node accepts one connection in a turn of its
 * loop; when a message went to 1,000 sockets in one turn, clients that came back waited 2 s and more to be let in.
 */
export async function inTurns<T>(all: readonly T[], work: (one: T) => void): Promise<void> {
  let endMs = performance.now() + turnMs;
  for (const one of all) {
    if (performance.now() >= endMs) {
      await nextTurn();
      endMs = performance.now() + turnMs;
    }
    work(one);
  }
}
