import type { EventMeta } from '@ceasefire/event-store';
import type { CheckedReport } from '../checking/checked-report.ts';
import { entryOf } from '../commands/entry.ts';
import { eventIntent } from '../commands/event-intent.ts';
import type { ImportFormat } from '../formats.ts';
import { type ImportRecord, type LineProblem, RecordRefused } from '../import-record.ts';
import type { Intent } from '../commands/intent.ts';
import {
  beginJoin,
  checkNext,
  continueJoin,
  isJoin,
  type Join,
  joinIntent,
} from '../commands/join-intent.ts';
import type { LineChecker } from '../checking/line-checker.ts';
import { readCsv } from './read-csv.ts';
import { type ImportPage, readJsonLines } from './read-json-lines.ts';
import { reportIntent } from '../commands/report-intent.ts';

/** What stood in a part of a file. */
export interface IntentPage {
  readonly commands: readonly (CheckedReport | Intent)[];
  readonly problems: readonly LineProblem[];
  /** Records that are not to be imported: rows of what was retracted or merged. */
  readonly leftOut: number;
  /** How many bytes of the file have been read by its end. */
  readonly bytes: number;
}

export interface ReadingIntents {
  readonly file: string;
  readonly format: ImportFormat;
  /** Who imports: the author of what does not name its own. */
  readonly author: EventMeta;
  /** Checks lines of JSON. */
  readonly checker: LineChecker;
}

/** Reads a file as commands, a part at a time, each record validated as the API validates bodies. Throws what the file system throws. */
export async function* readIntents(
  reading: ReadingIntents,
): AsyncGenerator<IntentPage, void, undefined> {
  const { file, format, author, checker } = reading;
  const pages = format === 'csv' ? readCsv(file) : readJsonLines(file, checker);
  const parser = new IntentParser(format, author);
  for await (const page of pages) yield parser.take(page);
  yield parser.end();
}

/** Turns records into commands; holds a merge whose events have not all come. */
class IntentParser {
  #join: Join | undefined;

  constructor(
    private readonly format: ImportFormat,
    private readonly author: EventMeta,
  ) {}

  take({ records, bytes }: ImportPage<CheckedReport | ImportRecord>): IntentPage {
    const commands: (CheckedReport | Intent)[] = [];
    const problems: LineProblem[] = [];
    let leftOut = 0;
    for (const record of records) {
      const { line } = record;
      try {
        if ('text' in record) commands.push(this.#alone(record));
        else if ('value' in record && record.value === undefined) leftOut += 1;
        else commands.push(...this.#intentsOf(record));
      } catch (error) {
        if (!(error instanceof RecordRefused)) throw error;
        problems.push(...error.faults.map((fault) => ({ line, ...fault })));
      }
    }
    return { commands, problems, leftOut, bytes };
  }

  end(): IntentPage {
    const join = this.#join;
    const problems =
      join === undefined
        ? []
        : [{ line: join.line, pointer: '', detail: 'is a merge whose other events are missing' }];
    return { commands: [], problems, leftOut: 0, bytes: Infinity };
  }

  /** A recorded event does not stand between those of a merge. @throws RecordRefused when it does */
  #alone(report: CheckedReport): CheckedReport {
    const before = this.#join;
    if (before === undefined || report.body === '') return report;
    this.#join = undefined;
    checkNext(before, { stream: report.stream, type: report.event });
    return report;
  }

  #intentsOf(record: ImportRecord): readonly Intent[] {
    const { line } = record;
    if ('unreadable' in record) throw new RecordRefused([record.unreadable]);
    const entry = entryOf(record.value, this.format);
    if (entry === undefined) return [reportIntent(record.value, line, this.author)];
    if (this.#join === undefined && !isJoin(entry)) return [eventIntent(entry, line)];
    const before = this.#join;
    this.#join = undefined;
    const join = before === undefined ? beginJoin(entry, line) : continueJoin(before, entry);
    if (join.missing.length === 0) return [joinIntent(join)];
    this.#join = join;
    return [];
  }
}
