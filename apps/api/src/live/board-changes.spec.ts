import { beforeEach, describe, expect, it } from '@jest/globals';
import type { BoardsChanged } from '@ceasefire/contracts';
import { Subject } from 'rxjs';
import { BoardChanges } from './board-changes.ts';

let changes: Subject<BoardsChanged>;
const reloads = new Subject<void>();
let model: { position: number };
let feed: BoardChanges;
let loaded: boolean;

beforeEach(() => {
  changes = new Subject();
  loaded = true;
  model = { position: 10 };
  feed = new BoardChanges({
    changes: () => changes,
    reloads: () => reloads,
    everything: () => ({ position: model.position, changed: { ceasefire: {} } }),
    model,
    get loaded() {
      return loaded;
    },
  });
});

describe('one that comes back', () => {
  it('is told nothing while there are no boards: it will be told of all of them', () => {
    loaded = false;
    expect(feed.since(9)).toBeUndefined();
    changes.next({ position: 12, changed: { ceasefire: {} } });
    loaded = true;
    expect(feed.since(9)?.position).toBe(10);
  });

  it('is told of the boards when it left before they were loaded, as what changed then is unknown', () => {
    expect(feed.since(9)).toEqual({ position: 10, changed: { ceasefire: {} } });
  });

  it('is told nothing when events were recorded since, and no board changed', () => {
    feed.since(10);
    model.position = 15;
    expect(feed.since(11)).toBeUndefined();
    expect(feed.since(15)).toBeUndefined();
  });

  it('is told when a board changed while it was away', () => {
    model.position = 15;
    changes.next({ position: 15, changed: { ceasefire: {} } });
    expect(feed.since(14)?.position).toBe(15);
    expect(feed.since(16)).toBeUndefined();
  });

  it('is told when it left at the position of the last change, as the clock may have made it', () => {
    changes.next({ position: 10, changed: { negotiations: [] } });
    expect(feed.since(10)?.position).toBe(10);
  });

  it('is given the same object as all the others, until a board changes', () => {
    const before = feed.since(3);
    expect(feed.since(5)).toBe(before);
    changes.next({ position: 11, changed: { ceasefire: {} } });
    expect(feed.since(5)).not.toBe(before);
  });
});
