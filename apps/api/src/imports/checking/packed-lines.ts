import type { EventMeta } from '@ceasefire/event-store';
import type { CheckedLines, OpenLine } from './check-lines.ts';
import type { CheckedReport } from './checked-report.ts';
import type { LineFault } from '../import-record.ts';

/** `CheckedLines` in few and long pieces: handing thousands of small ones from thread to thread costs more than making them. */
export interface PackedLines {
  /** By record, its line. */
  readonly at: Uint32Array;
  /** By record, bits that say what it is. */
  readonly is: Uint8Array;
  /** One text for each record, a line each, as UTF-8 outside of the heap: no JSON that was written and no name holds a line feed. */
  readonly metas: Uint8Array;
  readonly streams: Uint8Array;
  readonly ids: Uint8Array;
  readonly events: Uint8Array;
  readonly texts: Uint8Array;
  readonly lines: number;
  readonly fault: LineFault | undefined;
}

const utf8 = new TextEncoder();

const report = 1;
const silent = 2;
const within = 4;

/** Packs what was checked, its lines counted from 0; `author` is the meta of what does not name its own. */
export function packed({ records, lines, fault }: CheckedLines, author: EventMeta): PackedLines {
  const column = (text: (record: CheckedReport) => string): Uint8Array =>
    utf8.encode(records.map((record) => ('json' in record ? '' : text(record))).join('\n'));
  return {
    at: Uint32Array.from(records, ({ line }) => line),
    is: Uint8Array.from(records, bitsOf),
    metas: column(({ meta }) => (meta === author ? '' : JSON.stringify(meta))),
    streams: column(({ stream }) => stream),
    ids: column(({ id }) => id),
    events: column(({ event }) => event),
    texts: utf8.encode(
      records.map((record) => ('json' in record ? record.json : record.text)).join('\n'),
    ),
    lines,
    fault,
  };
}

/** The memory of what was packed, to hand it over instead of copying it. */
export const memoryOf = ({ at, is, metas, streams, ids, events, texts }: PackedLines) =>
  [at, is, metas, streams, ids, events, texts].map(({ buffer }) => buffer as ArrayBuffer);

function bitsOf(record: CheckedReport | OpenLine): number {
  if ('json' in record) return 0;
  return report | (record.silent ? silent : 0) | (record.body === '/data' ? within : 0);
}

interface Unpacking {
  readonly author: EventMeta;
  /** The number of the first line. */
  readonly first: number;
}

/** What was packed. */
export function unpacked(lines: PackedLines, { author, first }: Unpacking): CheckedLines {
  const { at, is, fault } = lines;
  const metas = textsOf(lines.metas);
  const streams = textsOf(lines.streams);
  const ids = textsOf(lines.ids);
  const events = textsOf(lines.events);
  const texts = textsOf(lines.texts);
  const records: (CheckedReport | OpenLine)[] = [];
  for (const [index, place] of at.entries()) {
    const line = first + place;
    const bits = is[index] ?? 0;
    const text = texts[index] ?? '';
    if ((bits & report) === 0) records.push({ line, json: text });
    else
      records.push({
        line,
        type: 'development',
        meta: metaOf(metas[index] ?? '', author),
        stream: streams[index] ?? '',
        expected: 0,
        id: ids[index] ?? '',
        event: events[index] ?? '',
        text,
        body: (bits & within) === 0 ? '' : '/data',
        silent: (bits & silent) !== 0,
      });
  }
  return { records, lines: lines.lines, ...(fault !== undefined && { fault }) };
}

const textsOf = ({ buffer, byteOffset, byteLength }: Uint8Array): readonly string[] =>
  Buffer.from(buffer, byteOffset, byteLength).toString('utf8').split('\n');

const metaOf = (json: string, author: EventMeta): EventMeta =>
  json === '' ? author : (JSON.parse(json) as EventMeta);
