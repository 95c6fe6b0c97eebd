import { describe, expect, it } from '@jest/globals';
import { rememberedStates, type CommittedBatch } from './current-states.ts';
import type { CurrentState } from './current-table.ts';
import type { CurrentTable } from './current-table.ts';
import { createTextArray } from './text-array.ts';

/** A table that says what it was asked for; its rows are by key. */
function table(rows: Readonly<Record<string, CurrentState>>, indexed = false) {
  const asked: (readonly (string | number)[] | string)[] = [];
  const all = Object.entries(rows);
  let isIndexed = indexed;
  const found = (
    wanted: readonly (string | number)[],
    of: (key: string, state: CurrentState) => string | number,
  ) => {
    asked.push(wanted);
    return Promise.resolve(new Map(all.filter(([key, state]) => wanted.includes(of(key, state)))));
  };
  const states: CurrentTable = {
    byKey: (keys) => found(keys, (key) => key),
    byPosition: (positions) => found(positions, (_, { position }) => position),
    isIndexed: () => Promise.resolve(isIndexed),
    makeIndex: () => {
      asked.push('index');
      isIndexed = true;
      return Promise.resolve();
    },
    places: () => {
      asked.push('places');
      return Promise.resolve(new Map(all.map(([key, { position }]) => [key, position])));
    },
  };
  return { states, asked };
}

function batch(states: readonly (CurrentState & { readonly key: string })[]): CommittedBatch {
  const texts = createTextArray(0);
  for (const { text } of states) texts.add(text);
  return { revisions: states, states: texts };
}

describe('remembered states', () => {
  it('of a table that was empty need no look at it while all of them fit', async () => {
    const { states, asked } = table({});
    const remembered = rememberedStates(states, { fromEmpty: true });
    remembered.committed(
      batch([
        { key: 'a', position: 1, text: '1' },
        { key: 'a', position: 2, text: '2' },
      ]),
    );
    expect(await remembered.read(['a', 'b'])).toEqual(new Map([['a', { position: 2, text: '2' }]]));
    expect(asked).toEqual([]);
  });

  it('are asked for where they may be in the table only, after one look at where they are', async () => {
    const { states, asked } = table({
      a: { position: 1, text: 'old' },
      b: { position: 2, text: '3' },
    });
    const remembered = rememberedStates(states, { fromEmpty: false });
    await remembered.read([]);
    remembered.committed(batch([{ key: 'a', position: 3, text: 'new' }]));
    const expected = new Map([
      ['a', { position: 3, text: 'new' }],
      ['b', { position: 2, text: '3' }],
    ]);
    expect(await remembered.read(['a', 'b', 'c'])).toEqual(expected);
    expect(asked).toEqual(['places', [2]]);
  });

  it('beyond the budget are forgotten, the oldest batches first, and then asked for', async () => {
    const { states, asked } = table({
      a: { position: 1, text: '1' },
      b: { position: 2, text: '2' },
    });
    const second = batch([
      { key: 'b', position: 2, text: '2' },
      { key: 'c', position: 4, text: '4' },
    ]);
    const budget = second.states.bytes().length;
    const remembered = rememberedStates(states, { fromEmpty: true, budget });
    remembered.committed(batch([{ key: 'a', position: 1, text: '1' }]));
    remembered.committed(second);
    const expected = new Map([
      ['a', { position: 1, text: '1' }],
      ['b', { position: 2, text: '2' }],
      ['c', { position: 4, text: '4' }],
    ]);
    expect(await remembered.read(['a', 'b', 'c'])).toEqual(expected);
    expect(asked).toEqual([[1]]);
    remembered.committed(batch([{ key: 'd', position: 5, text: '5' }]));
    await remembered.read(['b']);
    expect(asked).toEqual([[1], [2]]);
  });

  it('are asked for by key where there is an index of the keys', async () => {
    const { states, asked } = table({ a: { position: 1, text: '1' } }, true);
    const remembered = rememberedStates(states, { fromEmpty: false });
    expect((await remembered.read(['a', 'b'])).size).toBe(1);
    expect(asked).toEqual([['a', 'b']]);
  });

  it('are asked for by an index that is made when there are too many keys to remember', async () => {
    const { states, asked } = table({ a: { position: 1, text: '1' } });
    const remembered = rememberedStates(states, { fromEmpty: true, mostKeys: 1 });
    remembered.committed(
      batch([
        { key: 'a', position: 1, text: '1' },
        { key: 'b', position: 2, text: '1' },
      ]),
    );
    expect((await remembered.read(['a'])).size).toBe(1);
    expect((await remembered.read(['a'])).size).toBe(1);
    expect(asked).toEqual(['index', ['a'], ['a']]);
  });
});
