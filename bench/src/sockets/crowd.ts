import { type CrowdClient, crowdClient, type Tally } from './crowd-client.ts';
import type { FromCrowd, ToCrowd } from './crowd-messages.ts';

/** A process full of clients, told what to do by its parent. */
const clients: CrowdClient[] = [];
const dropEveryMs = 10_000;
const patienceMs = 30_000;

/** Emptied, not replaced: the clients write to it. */
const tally: Tally = { liveMs: [], resumeMs: [], delivered: 0, resumes: 0, wrong: [] };

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!holds() && performance.now() < deadline) await pause(20);
}

async function connect(url: string, count: number): Promise<FromCrowd> {
  while (clients.length < count) {
    const some = Array.from({ length: Math.min(25, count - clients.length) }, () =>
      crowdClient(url, tally),
    );
    clients.push(...some);
    await until(() => some.every((client) => client.position() !== undefined));
  }
  return { told: 'connect' };
}

function begin(drops: boolean): FromCrowd {
  tally.liveMs.length = tally.resumeMs.length = 0;
  tally.delivered = tally.resumes = 0;
  if (drops)
    for (const [index, client] of clients.entries())
      client.dropAfter((index / clients.length) * dropEveryMs);
  return { told: 'begin' };
}

async function finish(head: number): Promise<FromCrowd> {
  for (const client of clients) client.stay();
  const isComplete = (client: CrowdClient): boolean => client.position() === head;
  await until(() => clients.every(isComplete));
  await pause(500); // What comes twice comes after the first.
  return { told: 'finish', tally, complete: clients.filter(isComplete).length };
}

async function obey(order: ToCrowd): Promise<FromCrowd> {
  switch (order.tell) {
    case 'connect':
      return connect(order.url, order.clients);
    case 'begin':
      return begin(order.drops);
    case 'finish':
      return finish(order.head);
  }
}

process.on('message', (order: ToCrowd) => {
  void obey(order).then((answer) => process.send?.(answer));
});
