import { setTimeout as delay } from 'node:timers/promises';

/** Waits until `fact` holds; the test's own time limit ends it when it never does. */
export async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await fact())) await delay(2);
}
