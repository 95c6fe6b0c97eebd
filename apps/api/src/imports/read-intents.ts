import { logEntrySchema, type LogEntry } from '@ceasefire/contracts';
import type { EventMeta } from '@ceasefire/event-store';
import { z } from 'zod';
import { cloudEventSchema, logEntryOfCloudEvent } from '../exports/cloud-event.ts';
import { eventIntent, refused } from './event-intent.ts';
import type { ImportFormat } from './formats.ts';
import { type ImportRecord, type LineProblem, RecordRefused } from './import-record.ts';
import type { Intent } from './intent.ts';
import { beginJoin, continueJoin, isJoin, type Join, joinIntent } from './join-intent.ts';
import { parsed } from './parsed.ts';
import { readCsv } from './read-csv.ts';
import { type ImportPage, readJsonLines } from './read-json-lines.ts';
import { reportIntent } from './report-intent.ts';

/** What stood in a part of a file. */
export interface IntentPage {
  readonly intents: readonly Intent[];
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
}

const entrySchema = logEntrySchema.extend({
  id: z.guid('must be a UUID'),
  // It was read as JSON, and what it holds is checked by the schema of its type.
  data: z.custom<LogEntry['data']>((data) => data !== undefined, 'must be given'),
});

/** Reads a file as commands, a part at a time, each record validated as the API validates bodies. Throws what the file system throws. */
export async function* readIntents(
  reading: ReadingIntents,
): AsyncGenerator<IntentPage, void, undefined> {
  const { file, format, author } = reading;
  const pages = format === 'csv' ? readCsv(file) : readJsonLines(file);
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

  take({ records, bytes }: ImportPage): IntentPage {
    const intents: Intent[] = [];
    const problems: LineProblem[] = [];
    let leftOut = 0;
    for (const record of records) {
      const { line } = record;
      try {
        if ('value' in record && record.value === undefined) leftOut += 1;
        else intents.push(...this.#intentsOf(record));
      } catch (error) {
        if (!(error instanceof RecordRefused)) throw error;
        problems.push(...error.faults.map((fault) => ({ line, ...fault })));
      }
    }
    return { intents, problems, leftOut, bytes };
  }

  end(): IntentPage {
    const join = this.#join;
    const problems =
      join === undefined
        ? []
        : [{ line: join.line, pointer: '', detail: 'is a merge whose other events are missing' }];
    return { intents: [], problems, leftOut: 0, bytes: Infinity };
  }

  #intentsOf(record: ImportRecord): readonly Intent[] {
    const { line } = record;
    if ('unreadable' in record) throw new RecordRefused([record.unreadable]);
    const entry = this.#entryOf(record.value);
    if (entry === undefined) return [reportIntent(record.value, line, this.author)];
    if (this.#join === undefined && !isJoin(entry)) return [eventIntent(entry, line)];
    const before = this.#join;
    this.#join = undefined;
    const join = before === undefined ? beginJoin(entry, line) : continueJoin(before, entry);
    if (join.missing.length === 0) return [joinIntent(join)];
    this.#join = join;
    return [];
  }

  /** The recorded event; undefined for a development as editors hand it in. */
  #entryOf(value: unknown): LogEntry | undefined {
    if (this.format === 'cloudevents')
      return withUuid(logEntryOfCloudEvent(parsed(cloudEventSchema, value, '')));
    const isEntry = typeof value === 'object' && value !== null && 'stream' in value;
    return this.format === 'ndjson' && isEntry ? parsed(entrySchema, value, '') : undefined;
  }
}

function withUuid(entry: LogEntry): LogEntry {
  if (z.guid().safeParse(entry.id).success) return entry;
  throw refused('/id', 'must be a UUID');
}
