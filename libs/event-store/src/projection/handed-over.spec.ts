import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createHandedOver } from './handed-over.ts';
import type { ProjectionCommit } from './projection-commit.ts';

const commit = (after: number, through: number, generation = 1): ProjectionCommit => ({
  projection: 'ledger',
  generation,
  after,
  through,
  revisions: () => [],
});

describe('commits that are handed over', () => {
  it('come in their order, the last of them as complete', () => {
    const handed = createHandedOver();
    handed.offer(commit(4, 6));
    handed.offer(commit(6, 9));
    expect(handed.next(1, 4)).toMatchObject({ through: 6, checkpoint: 6, complete: false });
    expect(handed.next(1, 6)).toMatchObject({ through: 9, complete: true });
    expect(handed.next(1, 9)).toBeUndefined();
  });

  it('are passed over where they were read already', () => {
    const handed = createHandedOver();
    handed.offer(commit(4, 6));
    handed.offer(commit(6, 9));
    expect(handed.next(1, 6)).toMatchObject({ through: 9 });
  });

  it.each([
    ['after a gap', commit(5, 6)],
    ['that overlaps what was read', commit(3, 6)],
    ['of another generation', commit(4, 6, 2)],
  ])('are left to be read: one %s', (_, offered) => {
    const handed = createHandedOver();
    handed.offer(offered);
    handed.offer(commit(6, 9));
    expect(handed.next(1, 4)).toBeUndefined();
    expect(handed.next(1, 6)).toBeUndefined();
  });

  it('are not kept for a follower that takes none', () => {
    const handed = createHandedOver();
    for (let at = 0; at < 1_000; at += 1) handed.offer(commit(at, at + 1));
    expect(handed.next(1, 0)).toBeUndefined();
    handed.offer(commit(1_000, 1_001));
    handed.forget();
    expect(handed.next(1, 1_000)).toBeUndefined();
  });
});

describe('a ring of the doorbell', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const rung = (handed: ReturnType<typeof createHandedOver>, payload?: string) => {
    const look = jest.fn();
    handed.ring(payload, look);
    return look;
  };

  it('is passed on at once where nothing was handed over', () => {
    expect(rung(createHandedOver(), 'ledger:3')).toHaveBeenCalled();
  });

  it('is passed on at once when the doorbell was away', () => {
    const handed = createHandedOver();
    handed.offer(commit(0, 1));
    handed.next(1, 0);
    expect(rung(handed)).toHaveBeenCalled();
  });

  it('is not passed on for a commit that was handed over, be it before or just after', () => {
    const handed = createHandedOver();
    handed.offer(commit(0, 1));
    handed.next(1, 0);
    const known = rung(handed, 'ledger:1');
    const early = rung(handed, 'ledger:2');
    handed.offer(commit(1, 2));
    jest.runAllTimers();
    expect(known).not.toHaveBeenCalled();
    expect(early).not.toHaveBeenCalled();
  });

  it('is passed on a little later for one that was not, and at once after others had to be read', () => {
    const handed = createHandedOver();
    handed.offer(commit(0, 1));
    handed.next(1, 0);
    const late = rung(handed, 'ledger:2');
    expect(late).not.toHaveBeenCalled();
    jest.runAllTimers();
    expect(late).toHaveBeenCalled();
    handed.missed();
    expect(rung(handed, 'ledger:3')).toHaveBeenCalled();
  });

  it('is passed on at once for a position of before, where others had to be read since or the database is another one', () => {
    for (const end of ['missed', 'forget'] as const) {
      const handed = createHandedOver();
      handed.offer(commit(0, 1));
      handed.next(1, 0);
      handed[end]();
      expect(rung(handed, 'ledger:1')).toHaveBeenCalled();
      handed.offer(commit(1, 2));
      handed.next(1, 1);
      const late = rung(handed, 'ledger:1');
      jest.runAllTimers();
      expect(late).toHaveBeenCalled();
    }
  });

  it('is passed on for a swap', () => {
    const handed = createHandedOver();
    handed.offer(commit(0, 1));
    handed.next(1, 0);
    const look = rung(handed, 'ledger:swap');
    jest.runAllTimers();
    expect(look).toHaveBeenCalled();
  });
});
