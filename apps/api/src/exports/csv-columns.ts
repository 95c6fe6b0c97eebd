/** The columns of developments as CSV, in their order. Those from `actors` on hold lists or JSON. */
export const csvColumns = [
  'id',
  'kind',
  'status',
  'version',
  'from',
  'to',
  'precision',
  'zone',
  'certainty',
  'modality',
  'process',
  'summary',
  'actors',
  'places',
  'sources',
  'claim',
  'codes',
  'details',
] as const;

export type CsvColumn = (typeof csvColumns)[number];

/** What a spreadsheet would run: `=`, `+`, `-`, `@` (also in full width), or a tab or line break before one. */
const formula = /^'*[=+\-@＝＋－＠\t\r\n]/u;

/** Text that no spreadsheet runs; `unharmed` takes the apostrophe away again. */
export const harmless = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The text that `harmless` was given. */
export const unharmed = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;

/** A list of names as a person writes it, `a; b`; as JSON where that could be misread. */
export const listCell = (items: readonly string[]): string =>
  items.every((item) => !/[;[]|^\s|\s$|^$/u.test(item)) ? items.join('; ') : JSON.stringify(items);

/** The list that `listCell` was given, or that a person wrote. Throws a SyntaxError for a bad JSON list. */
export function cellList(cell: string): unknown {
  if (cell.startsWith('[')) return JSON.parse(cell) as unknown;
  return cell.trim() === '' ? [] : cell.split(';').map((item) => item.trim());
}
