/** One line of the printed table. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  /** The bound that the project sets itself, or a dash. */
  readonly bound: string;
  /** Whether the bound was reached; undefined where there is none. */
  readonly reached?: boolean;
}

/** Figures side by side, for what has more than one dimension. Every line has as many cells as the head. */
export interface Grid {
  readonly head: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

/** One measurement: what it is, how it was made, its figures, and where the time goes if that needs saying. */
export interface Section {
  readonly title: string;
  readonly how: string;
  readonly grid?: Grid;
  readonly rows: readonly Row[];
  readonly note?: string;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], lines: readonly (readonly string[])[]): string[] => [
  '',
  line(head),
  `|${'---|'.repeat(head.length)}`,
  ...lines.map(line),
];

function cellsOf({ what, figure, bound, reached }: Row): readonly string[] {
  const verdict = reached === undefined ? '' : reached ? ' · reached' : ' · **missed**';
  return [what, figure, `${bound}${verdict}`];
}

/** How the results begin: what a reader must know to judge them. Markdown, as `sectionText`. */
export function headText(settings: readonly string[]): string {
  return textOf([
    '# Results',
    '',
    'Made by `npm run bench`. Every figure was checked for correctness in the run that timed it. Figures of several runs are ' +
      '`median (least–most)`.',
    '',
    ...settings.map((setting) => `- ${setting}`),
  ]);
}

/** One measurement, as it is printed when it is made and kept in `RESULTS.md`. */
export function sectionText({ title, how, grid, rows, note }: Section): string {
  return textOf([
    '',
    `## ${title}`,
    '',
    how,
    ...(grid === undefined ? [] : table(grid.head, grid.lines)),
    ...(rows.length === 0 ? [] : table(['what', 'figure', 'bound'], rows.map(cellsOf))),
    ...(note === undefined ? [] : ['', note]),
  ]);
}

const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
