import { describe, expect, it } from '@jest/globals';
import { createPace } from './pace.ts';

/** Whether a promise has resolved once everything that can go on has done so. */
async function isDone(promise: Promise<void>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await new Promise((resolve) => setImmediate(resolve));
  return done;
}

describe('a pace', () => {
  it('holds whoever is more than the window ahead until the last one has come', async () => {
    const pace = createPace(['a', 'b'], 10);
    expect(await isDone(pace.keep('a', 10))).toBe(true);
    const ahead = pace.keep('a', 20);
    expect(await isDone(ahead)).toBe(false);
    await pace.keep('b', 9);
    expect(await isDone(ahead)).toBe(false);
    await pace.keep('b', 10);
    expect(await isDone(ahead)).toBe(true);
  });

  it('waits for nobody who has left, and holds nobody who leaves', async () => {
    const pace = createPace(['a', 'b', 'c'], 10);
    const ahead = pace.keep('a', 100);
    pace.leave('b');
    expect(await isDone(ahead)).toBe(false);
    pace.leave('c');
    expect(await isDone(ahead)).toBe(true);
    const alone = createPace(['a', 'b'], 1);
    const leaving = alone.keep('a', 5);
    alone.leave('a');
    expect(await isDone(leaving)).toBe(true);
  });
});
