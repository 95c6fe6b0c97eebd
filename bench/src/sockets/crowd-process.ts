import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Tally } from './crowd-client.ts';
import type { FromCrowd, ToCrowd } from './crowd-messages.ts';

/** Clients in processes of their own. */
export interface Crowd {
  connect(url: string, clients: number): Promise<void>;
  begin(drops: boolean): Promise<void>;
  /** Waits until every client has everything up to `head`; answers what all saw, and how many have it. */
  finish(head: number): Promise<{ readonly tally: Tally; readonly complete: number }>;
  end(): Promise<void>;
}

async function ask(child: ChildProcess, order: ToCrowd): Promise<FromCrowd> {
  const answer = once(child, 'message');
  child.send(order);
  const [message] = (await answer) as [FromCrowd];
  return message;
}

/** Starts so many processes. Each has room for its clients only where the limit of open files allows it. */
export function startCrowd(processes: number): Crowd {
  const entry = join(import.meta.dirname, 'crowd.js');
  const children = Array.from({ length: processes }, () =>
    fork(entry, { serialization: 'advanced' }),
  );
  const all = (order: ToCrowd) => Promise.all(children.map((child) => ask(child, order)));
  return {
    async connect(url, clients) {
      await all({ tell: 'connect', url, clients: clients / processes });
    },
    async begin(drops) {
      await all({ tell: 'begin', drops });
    },
    async finish(head) {
      const parts = (await all({ tell: 'finish', head })).filter((part) => part.told === 'finish');
      return together(parts);
    },
    async end() {
      for (const child of children) {
        const ended = once(child, 'exit');
        child.kill();
        await ended;
      }
    },
  };
}

type Finished = Extract<FromCrowd, { told: 'finish' }>;

function together(parts: readonly Finished[]): { tally: Tally; complete: number } {
  const sum = (count: (part: Finished) => number): number =>
    parts.reduce((total, part) => total + count(part), 0);
  return {
    tally: {
      liveMs: parts.flatMap(({ tally }) => tally.liveMs),
      resumeMs: parts.flatMap(({ tally }) => tally.resumeMs),
      delivered: sum(({ tally }) => tally.delivered),
      resumes: sum(({ tally }) => tally.resumes),
      wrong: parts.flatMap(({ tally }) => tally.wrong),
    },
    complete: sum(({ complete }) => complete),
  };
}
