import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCollector } from './collector.ts';
import { foldBatch, foldProjection, keyEvents } from './fold.ts';
import { counter, ledger, recorded, someMovements } from './testing/ledger.ts';

describe('the fold of a projection', () => {
  it('keeps every revision with the positions over which it held', () => {
    const events = recorded([
      { account: 'a', amount: 5, note: 'x' },
      { account: 'b', amount: 1, note: 'y' },
      { amount: 9, note: 'nobody' },
      { account: 'a', amount: -2, note: 'z' },
    ]);
    const { revisions } = foldProjection(ledger, events);
    expect([...revisions.keys()]).toEqual(['a', 'b']);
    expect(revisions.get('a')).toMatchObject([
      { key: 'a', position: 1, supersededAt: 4, state: { balance: 5 } },
      { key: 'a', position: 4, supersededAt: null, state: { balance: 3, byDay: { x: 5, z: -2 } } },
    ]);
    expect(revisions.get('b')).toMatchObject([{ position: 2, supersededAt: null }]);
  });

  it('is the same in batches of any size', () => {
    const events = recorded(someMovements(60));
    const { digest } = foldProjection(ledger, events);
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 20 })), (sizes) => {
        const collector = createCollector(ledger);
        for (let from = 0; from < events.length;) {
          const size = sizes.next().value as number;
          collector.take(events.slice(from, from + size));
          from += size;
        }
        expect(collector.digest()).toBe(digest);
      }),
    );
  });

  it('is the same when evolve writes into the state that it was given', () => {
    const careless = {
      ...counter,
      evolve: (state: { movements: number } = { movements: 0 }) => {
        state.movements += 1;
        return state;
      },
    };
    const events = recorded(someMovements(4));
    const { revisions, digest } = foldProjection(careless, events);
    expect(revisions.get('all')?.map(({ state }) => state.movements)).toEqual([1, 2, 3, 4]);
    expect(digest).toBe(foldProjection(counter, events).digest);
  });

  it('ends before the first event that cannot be taken', () => {
    const fragile = {
      ...counter,
      evolve: (state: { movements: number } | undefined, { position }: { position: number }) => {
        if (position === 3) throw new Error('what is this?');
        return { movements: (state?.movements ?? 0) + 1 };
      },
    };
    const events = recorded(someMovements(5));
    const batch = foldBatch(fragile, keyEvents(fragile, events), new Map());
    expect(batch).toMatchObject({ through: 2, failure: { code: 'EVENT_REFUSED', position: 3 } });
    expect(batch.revisions).toMatchObject([{ supersededAt: 2 }, { supersededAt: null }]);
    expect(() => foldProjection(fragile, events)).toThrow('what is this?');
  });

  it('goes on from the states that were stored', () => {
    const events = recorded(someMovements(1));
    const batch = foldBatch(
      counter,
      keyEvents(counter, events),
      new Map([['all', { text: '{"movements":41}' }]]),
    );
    expect(batch.revisions).toMatchObject([{ supersededAt: null }]);
    expect(batch.states.textAt(0)).toBe('{"movements":42}');
  });
});
