import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { BoardsChanged } from '@ceasefire/contracts';
import type { Moment } from '@ceasefire/domain';
import { Subject } from 'rxjs';
import { BoardsModel } from './boards-model.ts';
import { WarmUp } from './warm-up.ts';

/** Comes back when it is over. */
async function end(warmUp: WarmUp): Promise<void> {
  while (!warmUp.over) await turn();
}

/** A node whose boards are about to be loaded, and what it asks itself; `answer` is what happens then. */
function node(answer: () => void = () => undefined) {
  const loaded = new Subject<BoardsChanged>();
  const asked: Moment[] = [];
  const tryOut = (moment: Moment): void => {
    asked.push(moment);
    answer();
  };
  const boards = { model: new BoardsModel([]), changes: () => loaded };
  const warmUp = new WarmUp(boards, { tryOut });
  return { asked, warmUp, load: () => loaded.next({ position: 0, changed: {} }) };
}

describe('a node that has loaded its boards', () => {
  it('asks itself about the present and the past, once, and is warm then', async () => {
    const { asked, warmUp, load } = node();
    expect(warmUp.over).toBe(false);
    load();
    expect(warmUp.over).toBe(false);
    await end(warmUp);
    expect(asked[0]?.asOf).toBeNull();
    expect(new Set(asked.map(({ asOf }) => asOf)).size).toBe(38);
    load();
    await turn();
    expect(asked).toHaveLength(38);
  });

  it('lets others have their turn between two answers', async () => {
    const { asked, warmUp, load } = node();
    load();
    const seen: number[] = [];
    while (!warmUp.over) {
      seen.push(asked.length);
      await turn();
    }
    expect(seen.length).toBeGreaterThan(30);
  });

  it('is warm though an answer fails, and stops when the node ends', async () => {
    const failing = node(() => {
      throw new Error('no');
    });
    failing.load();
    await end(failing.warmUp);
    const ending = node();
    ending.load();
    await turn();
    ending.warmUp.onModuleDestroy();
    const { length } = ending.asked;
    await turn();
    await turn();
    expect(ending.asked).toHaveLength(length);
    expect(length).toBeLessThan(38);
  });
});
