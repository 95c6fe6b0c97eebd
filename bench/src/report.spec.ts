import { describe, expect, it } from '@jest/globals';
import { headText, sectionText } from './report.ts';

const row = { what: 'p99, ms', figure: '4.00', bound: '5' };

describe('the printed results', () => {
  it('say of each bound whether it was reached, and nothing where there is none', () => {
    const rows = [
      { ...row, reached: true },
      { ...row, reached: false },
      { ...row, bound: '–' },
    ];
    const text = headText(['2 cores']) + sectionText({ title: 'State', how: 'How.', rows });
    expect(text).toContain(
      '- 2 cores\n\n## State\n\nHow.\n\n| what | figure | bound |\n|---|---|---|\n',
    );
    expect(text).toContain('| p99, ms | 4.00 | 5 · reached |\n');
    expect(text).toContain('| p99, ms | 4.00 | 5 · **missed** |\n');
    expect(text).toContain('| p99, ms | 4.00 | – |\n');
  });

  it('show figures side by side before the bounds, and the note last', () => {
    const grid = { head: ['events/s', '1', '8'], lines: [['this log', '10', '20']] };
    const text = sectionText({ title: 'Append', how: 'How.', grid, rows: [row], note: 'Why.' });
    expect(text).toMatch(
      /\| events\/s \| 1 \| 8 \|\n\|---\|---\|---\|\n\| this log \| 10 \| 20 \|\n\n\| what .*\n\nWhy\.\n$/s,
    );
  });
});
