import type { CheckedLines, OpenLine } from '../checking/check-lines.ts';
import type { CheckedReport } from '../checking/checked-report.ts';
import type { ImportRecord } from '../import-record.ts';
import type { LineChecker } from '../checking/line-checker.ts';
import { readBlocks } from './read-blocks.ts';

/** Records that were read together, and how many bytes of the file they end at. */
export interface ImportPage<Found = ImportRecord> {
  readonly records: readonly Found[];
  readonly bytes: number;
}

/**
 * Every line of JSON of a file, up to one that is not UTF-8, checked as far as it can be by itself; blank lines are passed over. Throws as
 * `readBlocks` does, and what checking fails with.
 */
export async function* readJsonLines(
  file: string,
  checker: LineChecker,
): AsyncGenerator<ImportPage<CheckedReport | ImportRecord>, void, undefined> {
  let first = 1;
  for await (const { checked, upTo } of checkedBlocks(file, checker)) {
    const { records, lines, fault } = checked(first);
    const page = records.map(recordOf);
    first += lines;
    if (fault !== undefined) page.push({ line: first, unreadable: fault });
    if (page.length > 0) yield { records: page, bytes: upTo };
    if (fault !== undefined) return;
  }
}

interface CheckedBlock {
  readonly checked: (first: number) => CheckedLines;
  readonly upTo: number;
}

/** In the order of the file, while the next ones are being checked. */
async function* checkedBlocks(
  file: string,
  checker: LineChecker,
): AsyncGenerator<CheckedBlock, void, undefined> {
  const begun: Promise<CheckedBlock>[] = [];
  let isFirst = true;
  for await (const { bytes, upTo } of readBlocks(file)) {
    const block = checker.check({ bytes, isFirst }).then((checked) => ({ checked, upTo }));
    block.catch(() => undefined); // Whoever comes to it is told.
    begun.push(block);
    isFirst = false;
    const next = begun.length > checker.ahead ? begun.shift() : undefined;
    if (next !== undefined) yield await next;
  }
  for (const block of begun) yield await block;
}

function recordOf(record: CheckedReport | OpenLine): CheckedReport | ImportRecord {
  if (!('json' in record)) return record;
  const { line, json } = record;
  try {
    return { line, value: JSON.parse(json) as unknown };
  } catch {
    return { line, unreadable: { pointer: '', detail: 'is not JSON' } };
  }
}
