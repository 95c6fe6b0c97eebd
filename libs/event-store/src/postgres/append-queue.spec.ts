import { describe, expect, it } from '@jest/globals';
import { encodeCommand } from '../log/encode-command.ts';
import { command, writing } from '../log/testing/commands.ts';
import { createAppendQueue, type WaitingAppend } from './append-queue.ts';

const roomy = {
  maxBatchCommands: 100,
  maxBatchBytes: 1_000_000,
  maxQueuedEvents: 100,
  maxQueuedBytes: 1_000_000,
};

let order = 0;

function waiting(stream: string, notes: readonly unknown[] = [1], since = 0): WaitingAppend {
  return {
    command: encodeCommand(command([writing(stream, 'any', ...notes)])),
    resolve: () => undefined,
    reject: () => undefined,
    order: order++,
    since,
    sent: false,
  };
}

const streams = (appends: readonly WaitingAppend[]) =>
  appends.map((append) => append.command.writes[0]?.stream);

describe('the queue of appends', () => {
  it('gives batches in the order of arrival, of at most so many commands', () => {
    const queue = createAppendQueue({ ...roomy, maxBatchCommands: 2 });
    for (const stream of ['a', 'b', 'c']) queue.offer(waiting(stream));

    expect(streams(queue.take())).toEqual(['a', 'b']);
    expect(streams(queue.take())).toEqual(['c']);
    expect(queue.take()).toEqual([]);
  });

  it('gives a command that is larger than a batch by itself', () => {
    const queue = createAppendQueue({ ...roomy, maxBatchBytes: 500 });
    const large = 'x'.repeat(1000);
    for (const stream of ['large', 'larger']) queue.offer(waiting(stream, [large]));

    expect(streams(queue.take())).toEqual(['large']);
    expect(streams(queue.take())).toEqual(['larger']);
  });

  it('has room again once a batch was taken', () => {
    const queue = createAppendQueue({ ...roomy, maxQueuedEvents: 2 });
    expect([waiting('a', []), waiting('b'), waiting('c')].map((one) => queue.offer(one))).toEqual([
      true,
      true,
      false,
    ]);
    queue.take();

    expect(queue.offer(waiting('c'))).toBe(true);
  });

  it('puts back what has to be sent again where it was, whichever batch comes back first', () => {
    const queue = createAppendQueue({ ...roomy, maxBatchCommands: 2 });
    for (const stream of ['a', 'b', 'c', 'd', 'e']) queue.offer(waiting(stream));
    const [first, second] = [queue.take(), queue.take()];
    queue.putBack(second);
    queue.putBack(first);

    expect(streams([...queue.take(), ...queue.take(), ...queue.take()])).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
  });

  it('has as much as before when a batch was put back', () => {
    const queue = createAppendQueue({ ...roomy, maxBatchCommands: 2 });
    for (const stream of ['a', 'b', 'c']) queue.offer(waiting(stream));
    queue.putBack(queue.take());

    expect(queue.length).toBe(3);
    expect(streams(queue.take())).toEqual(['a', 'b']);
  });

  it('lets go of those that came before a time, and of their place', () => {
    const queue = createAppendQueue({ ...roomy, maxQueuedEvents: 2 });
    queue.offer(waiting('old', [1], 10));
    queue.offer(waiting('new', [1], 20));

    expect(streams(queue.expire(20))).toEqual(['old']);
    expect(queue.offer(waiting('next', [1], 30))).toBe(true);
    expect(streams(queue.take())).toEqual(['new', 'next']);
  });
});
