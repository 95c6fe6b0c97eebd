import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { cellList, csvColumns, type CsvColumn, unharmed } from '../../exports/csv-columns.ts';
import type { ImportRecord, LineFault } from '../import-record.ts';
import type { ImportPage } from './read-json-lines.ts';
import { readText } from './read-text.ts';

type Row = Partial<Record<CsvColumn, string>>;

interface Parsed {
  readonly record: Row;
  readonly info: { readonly lines: number };
}

const pageSize = 500;

/**
 * Developments of a CSV file with a header, as the bodies of `POST developments`, up to the first row that cannot be read. Columns may
 * stand in any order and be left out; rows whose `status` is not `active` have no value. Throws as `readText` does.
 */
export async function* readCsv(file: string): AsyncGenerator<ImportPage, void, undefined> {
  const text = new CsvText(file);
  const parser = parse({ columns: checkedHeader, info: true, skip_empty_lines: true, bom: true });
  // Unlike `pipe` it passes on what the source throws, and closes the file when the reader stops early.
  pipeline(Readable.from(text.pieces(), { objectMode: false }), parser, () => undefined);
  let records: ImportRecord[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      records.push(recordOf(record, firstLine(record, info.lines)));
      if (records.length < pageSize) continue;
      yield { records, bytes: text.bytes };
      records = [];
    }
    if (text.fault !== undefined) records.push(text.fault);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    records.push(faultOf(error, text));
  }
  if (records.length > 0) yield { records, bytes: text.bytes };
}

/** The text of a file, a piece at a time, and what has been seen of it so far. */
class CsvText {
  bytes = 0;
  /** The line at which reading ended, because it is not UTF-8. */
  fault: ImportRecord | undefined;
  #lines = 0;

  constructor(private readonly file: string) {}

  async *pieces(): AsyncGenerator<string, void, undefined> {
    for await (const { text, bytes, fault } of readText(this.file)) {
      this.bytes = bytes;
      this.#lines += text.split('\n').length - 1;
      if (fault !== undefined) this.fault = { line: this.#lines + 1, unreadable: fault };
      yield text;
    }
  }
}

function faultOf(error: CsvError, { fault }: CsvText): ImportRecord {
  // A cell that is open where the text breaks off is not what is wrong.
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' && fault !== undefined) return fault;
  const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
  return { line, unreadable: { pointer: '', detail: error.message } };
}

/** The parser tells the last line of a record; its cells tell how many it has. */
const firstLine = (row: Row, lastLine: number): number =>
  Object.values(row).reduce((line, cell) => line - (cell.split('\n').length - 1), lastLine);

function checkedHeader(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim());
  const known = new Set<string>(csvColumns);
  const foreign = names.filter((name) => !known.has(name));
  if (foreign.length > 0)
    throw new CsvError(
      'CSV_INVALID_COLUMN_DEFINITION',
      `has the unknown columns ${foreign.join(', ')}; known are ${csvColumns.join(', ')}`,
    );
  return names;
}

function recordOf(row: Row, line: number): ImportRecord {
  const { status = '' } = row;
  if (status !== '' && status !== 'active') return { line, value: undefined };
  const faults: LineFault[] = [];
  const value = bodyOf(row, (pointer) => {
    faults.push({ pointer, detail: 'is not JSON' });
  });
  const [fault] = faults;
  return fault === undefined ? { line, value } : { line, unreadable: fault };
}

function bodyOf(row: Row, notJson: (pointer: string) => void): Record<string, unknown> {
  const cell = (name: CsvColumn): string => unharmed(row[name] ?? '');
  const optional = (name: CsvColumn) => (cell(name) === '' ? {} : { [name]: cell(name) });
  const read = (name: CsvColumn, parseCell: (text: string) => unknown): unknown => {
    try {
      return parseCell(cell(name));
    } catch {
      notJson(`/${name}`);
      return undefined;
    }
  };
  const json = (name: CsvColumn) =>
    cell(name) === '' ? {} : { [name]: read(name, (text) => JSON.parse(text) as unknown) };
  const { precision, certainty } = { precision: cell('precision'), certainty: cell('certainty') };
  const [from, to] = [cell('from') || null, cell('to') || null];
  return {
    ...optional('id'),
    kind: cell('kind'),
    summary: cell('summary'),
    occurred: { from, to, precision, certainty, ...optional('zone') },
    modality: cell('modality'),
    process: cell('process') || null,
    actors: read('actors', actorsOf),
    places: read('places', cellList),
    ...json('sources'),
    ...json('claim'),
    ...json('codes'),
    ...json('details'),
  };
}

function actorsOf(cell: string): unknown {
  if (cell.startsWith('[{')) return JSON.parse(cell) as unknown;
  const items = cellList(cell);
  return Array.isArray(items) ? items.map(actorOf) : items;
}

function actorOf(item: unknown): unknown {
  if (typeof item !== 'string') return item;
  const colon = item.indexOf(':');
  return { id: item.slice(0, colon), role: item.slice(colon + 1) };
}
