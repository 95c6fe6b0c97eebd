import { describe, expect, it } from '@jest/globals';
import { comparisonRows, gridOf } from './append-report.ts';

describe('the rates side by side', () => {
  it('say why a store was not measured, in one line that breaks no table', () => {
    const stores = [
      { name: 'ours', byCallers: new Map([[1, [10, 30, 20]]]) },
      { name: 'missing', notMeasured: 'Cannot find package\nat …', byCallers: new Map() },
      { name: 'broken', byCallers: new Map([[1, new Error('a | b')]]) },
    ];
    expect(gridOf(stores, [1, 8])).toEqual({
      head: ['events/s', '1 caller', '8 callers'],
      lines: [
        ['ours', '20.0 (10.0–30.0)', '–'],
        ['missing', ...Array<string>(2).fill('not measured: Cannot find package')],
        ['broken', 'not measured: a / b', '–'],
      ],
    });
  });
});

describe('the comparison of two stores', () => {
  const mine = [20, 40, 30];

  it('is made run by run, as both met the same machine in the same run', () => {
    const other = { name: 'peer', rates: [10, 10, 10] };
    expect(comparisonRows({ mine, other, callers: 32, atLeast: 3.5 })).toEqual([
      {
        what: 'this log at 32 callers ÷ peer',
        figure: '3.00 (2.00–4.00)',
        bound: '3.5',
        reached: false,
      },
    ]);
  });

  it('is left out when one of them was not measured', () => {
    const other = { name: 'peer', rates: new Error('it does not run') };
    expect(comparisonRows({ mine, other, callers: 32 })).toEqual([]);
  });
});
