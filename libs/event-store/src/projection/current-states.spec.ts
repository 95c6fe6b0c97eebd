import { describe, expect, it } from '@jest/globals';
import { rememberedStates, type CurrentStates } from './current-states.ts';

/** A table that says what it was asked for. */
function table(rows: Readonly<Record<string, string>>) {
  const asked: string[][] = [];
  const states: CurrentStates = {
    read: (keys) => {
      asked.push([...keys]);
      return Promise.resolve(new Map(Object.entries(rows).filter(([key]) => keys.includes(key))));
    },
    committed: () => undefined,
  };
  return { states, asked };
}

describe('remembered states', () => {
  it('of a table that was empty need no look at it while all of them fit', async () => {
    const { states, asked } = table({});
    const remembered = rememberedStates(states, { fromEmpty: true });
    remembered.committed([
      { key: 'a', text: '1' },
      { key: 'a', text: '2' },
    ]);
    expect(await remembered.read(['a', 'b'])).toEqual(new Map([['a', '2']]));
    expect(asked).toEqual([]);
  });

  it('are asked for where they may be in the table only', async () => {
    const { states, asked } = table({ a: 'old', b: '3' });
    const remembered = rememberedStates(states, { fromEmpty: false });
    remembered.committed([{ key: 'a', text: 'new' }]);
    const expected = new Map([
      ['a', 'new'],
      ['b', '3'],
    ]);
    expect(await remembered.read(['a', 'b'])).toEqual(expected);
    expect(asked).toEqual([['b']]);
  });

  it('beyond the budget are forgotten, the longest unchanged first, and then asked for', async () => {
    const { states, asked } = table({ a: '1' });
    const remembered = rememberedStates(states, { fromEmpty: true, budget: 4 });
    remembered.committed([
      { key: 'a', text: '1' },
      { key: 'b', text: '1' },
      { key: 'c', text: '1' },
    ]);
    expect((await remembered.read(['a', 'b', 'c'])).size).toBe(3);
    expect(asked).toEqual([['a']]);
  });
});
