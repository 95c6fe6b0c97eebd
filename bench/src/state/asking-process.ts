import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer, Order } from './closed-loop.ts';

/** Connections in a process of their own, so that what the other measurements left on the heap of this one is not timed with the answers. */
export interface AskingProcess {
  /** Milliseconds of each request. @throws Error when an answer was not 200, or differed from the first */
  ask(order: Order): Promise<readonly number[]>;
  end(): Promise<void>;
}

/** Starts the process. It asks whenever it is told to, and keeps nothing in between. */
export function startAsking(): AskingProcess {
  const child = fork(join(import.meta.dirname, 'closed-loop.js'), { serialization: 'advanced' });
  return {
    async ask(order) {
      const answered = once(child, 'message') as Promise<[Answer]>;
      const gone = once(child, 'exit').then((): never => {
        throw new Error('The process that asks has ended.');
      });
      child.send(order);
      const [answer] = await Promise.race([answered, gone]);
      if ('failed' in answer) throw new Error(answer.failed);
      return answer.times;
    },
    async end() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
