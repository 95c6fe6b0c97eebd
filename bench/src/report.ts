/** One line of the printed table. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  /** The bound that the project sets itself, or a dash. */
  readonly bound: string;
  /** Whether the bound was reached; undefined where there is none. */
  readonly reached?: boolean;
}

/** One measurement: what it is, how it was made, and its rows. */
export interface Section {
  readonly title: string;
  readonly how: string;
  readonly rows: readonly Row[];
}

/** Markdown, printed and kept in `RESULTS.md`. */
export function markdown(settings: readonly string[], sections: readonly Section[]): string {
  const lines = [
    '# Results',
    '',
    'Made by `npm run bench`. Every figure was checked for correctness in the run that timed it.',
    '',
    ...settings.map((line) => `- ${line}`),
  ];
  for (const { title, how, rows } of sections) {
    lines.push('', `## ${title}`, '', how, '', '| what | figure | bound |', '|---|---|---|');
    for (const row of rows) {
      const verdict = row.reached === undefined ? '' : row.reached ? ' · reached' : ' · **missed**';
      lines.push(`| ${row.what} | ${row.figure} | ${row.bound}${verdict} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
