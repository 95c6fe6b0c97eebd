import type { ImportRecord } from './import-record.ts';
import { readText } from './read-text.ts';

/** Records that were read together, and how many bytes of the file they end at. */
export interface ImportPage {
  readonly records: readonly ImportRecord[];
  readonly bytes: number;
}

/** Every line of JSON of a file, up to one that is not UTF-8; blank lines are passed over. Throws as `readText` does. */
export async function* readJsonLines(file: string): AsyncGenerator<ImportPage, void, undefined> {
  let first = 1;
  for await (const { text, bytes, fault } of readText(file)) {
    const lines = text.split('\n');
    const records = lines.flatMap((one, index) => recordOf(one, first + index));
    first += lines.length - 1;
    if (fault !== undefined) records.push({ line: first, unreadable: fault });
    if (records.length > 0) yield { records, bytes };
  }
}

function recordOf(text: string, line: number): ImportRecord[] {
  if (text.trim() === '') return [];
  try {
    return [{ line, value: JSON.parse(text) as unknown }];
  } catch {
    return [{ line, unreadable: { pointer: '', detail: 'is not JSON' } }];
  }
}
