import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import {
  createRebuilds,
  type EndedRebuild,
  type EventLog,
  type Rebuilds,
  type StartedRebuild,
} from '@ceasefire/event-store';
import type { Pool } from 'pg';
import type { RebuildMessage, RebuildOrder } from './rebuild-thread.ts';
import { received } from './sent-error.ts';

interface ThreadedOptions extends Pick<RebuildOrder, 'database' | 'logLevel'> {
  readonly pool: Pool;
  readonly log: EventLog;
  readonly onEnd: (ended: EndedRebuild) => void;
}

/**
 * Rebuilds in threads of their own: folding a long log beside the requests would make all who watch wait for each batch.
 *
 * A thread has its own connections and its own lease, like another node.
 */
export function createThreadedRebuilds(options: ThreadedOptions): Rebuilds {
  const { pool, log, database, logLevel, onEnd } = options;
  const here = createRebuilds({ pool, log });
  const threads = new Map<Worker, { readonly name: string; readonly gone: Promise<unknown> }>();

  return {
    async start({ name }, choice) {
      const order: RebuildOrder = { database, logLevel, projection: name, choice };
      // The compiled file, whichever way this one was loaded.
      const file = new URL('./rebuild-thread.main.js', import.meta.url);
      const thread = new Worker(file, { workerData: order });
      const gone = once(thread, 'exit').finally(() => threads.delete(thread));
      threads.set(thread, { name, gone });
      return following(thread, (ended) => onEnd({ projection: name, ...ended }));
    },
    async stop(name) {
      const halted = await here.stop(name);
      const own = [...threads.values()].filter((thread) => thread.name === name);
      if (halted) await Promise.all(own.map(({ gone }) => gone));
      return halted;
    },
    async close() {
      for (const thread of threads.keys()) thread.postMessage('close');
      await Promise.all([...threads.values()].map(({ gone }) => gone));
    },
  };
}

/** Resolves once the rebuild is the thread's own; afterwards `onEnd` is told how it ended, even if the thread dies. */
function following(
  thread: Worker,
  onEnd: (ended: Omit<EndedRebuild, 'projection'>) => void,
): Promise<StartedRebuild> {
  return new Promise((resolve, reject) => {
    let over = false;
    const fail = (error: Error): void => {
      reject(error);
      if (!over) onEnd({ error });
      over = true;
    };
    thread.on('message', (message: RebuildMessage) => {
      if (message.what === 'started') resolve(message.started);
      else over = true;
      if (message.what === 'refused') reject(received(message.error));
      if (message.what === 'ended') onEnd({ result: message.result });
      if (message.what === 'failed') onEnd({ error: received(message.error) });
    });
    thread.once('error', (thrown: unknown) =>
      fail(thrown instanceof Error ? thrown : new Error(String(thrown))),
    );
    thread.once('exit', (code) => {
      if (!over) fail(new Error(`the thread of the rebuild ended with ${String(code)}`));
    });
  });
}
