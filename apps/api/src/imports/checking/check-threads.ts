import { Worker } from 'node:worker_threads';
import type { LineBlock } from './check-lines.ts';
import type { CheckMessage, CheckOrder } from './check-thread.ts';
import type { LineChecker } from './line-checker.ts';
import { checkedOnce } from './checked-once.ts';
import { type PackedLines, unpacked } from './packed-lines.ts';

/** Blocks that a thread has before it, so that it need not wait for the next. */
const blocksEach = 3;

/** Threads that check lines, on as many cores. They are ready sooner the earlier they are started. */
export class CheckThreads {
  readonly #threads: readonly CheckThread[];

  constructor(count: number) {
    this.#threads = Array.from({ length: count }, () => new CheckThread());
  }

  get count(): number {
    return this.#threads.length;
  }

  /** Has lines checked as ordered, and those of a file that is read again but once, as far as there is memory for it. */
  checker(order: CheckOrder): LineChecker {
    for (const thread of this.#threads) thread.send({ order });
    const check = checkedOnce((block) => this.#idlest().check(block));
    return {
      ahead: blocksEach * this.#threads.length,
      check: async (block) => {
        const lines = await check(block);
        return (first) => unpacked(lines, { author: order.author, first });
      },
    };
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #idlest(): CheckThread {
    return this.#threads.reduce((one, other) => (other.pending < one.pending ? other : one));
  }
}

interface Waiting {
  readonly resolve: (lines: PackedLines) => void;
  readonly reject: (error: Error) => void;
}

class CheckThread {
  // The compiled file, whichever way this one was loaded.
  readonly #worker = new Worker(new URL('./check-thread.main.js', import.meta.url));
  #waiting: Waiting[] = [];
  #failure: Error | undefined;

  constructor() {
    this.#worker.on('message', (lines: PackedLines) => this.#waiting.shift()?.resolve(lines));
    this.#worker.once('error', (thrown: unknown) =>
      this.#fail(thrown instanceof Error ? thrown : new Error(String(thrown))),
    );
    this.#worker.once('exit', () => this.#fail(new Error('a thread that checks lines has ended')));
  }

  get pending(): number {
    return this.#waiting.length;
  }

  send(message: CheckMessage): void {
    this.#worker.postMessage(message);
  }

  check(block: LineBlock): Promise<PackedLines> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure);
        return;
      }
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage({ block } satisfies CheckMessage, [
        block.bytes.buffer as ArrayBuffer,
      ]);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}
