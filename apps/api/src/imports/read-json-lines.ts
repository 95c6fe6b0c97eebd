import type { ImportRecord } from './import-record.ts';
import { readText } from './read-text.ts';

/** Records that were read together, and how many bytes of the file they end at. */
export interface ImportPage {
  readonly records: readonly ImportRecord[];
  readonly bytes: number;
}

/** Every line of JSON of a file; blank lines are passed over. Throws as `readText` does. */
export async function* readJsonLines(file: string): AsyncGenerator<ImportPage, void, undefined> {
  let [line, rest] = [0, ''];
  for await (const { text, bytes } of readText(file)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    const records = lines.flatMap((one) => recordOf(one, (line += 1)));
    if (records.length > 0) yield { records, bytes };
  }
  const last = recordOf(rest, line + 1);
  if (last.length > 0) yield { records: last, bytes: Infinity };
}

function recordOf(text: string, line: number): readonly ImportRecord[] {
  if (text.trim() === '') return [];
  try {
    return [{ line, value: JSON.parse(text) as unknown }];
  } catch {
    return [{ line, unreadable: { pointer: '', detail: 'is not JSON' } }];
  }
}
