import type { Chance } from './chance.ts';

/** What a transaction does next; each begins by itself before its first append. */
export type Step =
  | { readonly transaction: number; readonly does: 'append'; readonly stream: number }
  | { readonly transaction: number; readonly does: 'commit' | 'rollback' };

/** Steps of concurrent transactions in the order in which they are sent. One that waits for a lock is waited for by its own transaction only. */
export type Interleaving = readonly Step[];

const append = (transaction: number, stream: number): Step => ({
  transaction,
  does: 'append',
  stream,
});
const commit = (transaction: number): Step => ({ transaction, does: 'commit' });
const rollback = (transaction: number): Step => ({ transaction, does: 'rollback' });

/** The three that stores are known to lose events by. */
export const fixedInterleavings: Readonly<Record<string, Interleaving>> = {
  'the later append commits first': [append(0, 0), append(1, 1), commit(1), commit(0)],
  'the first of three rolls back': [
    ...[append(0, 0), append(1, 1), append(2, 2)],
    ...[commit(2), rollback(0), commit(1)],
  ],
  'the earlier transaction appends once more after the later one': [
    ...[append(0, 0), append(1, 1), append(0, 2)],
    ...[commit(0), commit(1)],
  ],
};

/** Two to four transactions of one to three appends each, some rolled back, in any order of sending. */
export function randomInterleaving(chance: Chance): Interleaving {
  const queues = Array.from({ length: chance.whole(2, 4) }, (_, transaction) => [
    ...Array.from({ length: chance.whole(1, 3) }, () => append(transaction, chance.whole(0, 5))),
    chance.next() < 0.25 ? rollback(transaction) : commit(transaction),
  ]);
  const steps: Step[] = [];
  for (;;) {
    const waiting = queues.filter((queue) => queue.length > 0);
    const step = waiting[chance.whole(0, waiting.length - 1)]?.shift();
    if (step === undefined) return steps;
    steps.push(step);
  }
}
