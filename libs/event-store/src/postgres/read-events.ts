import type pg from 'pg';
import { LogHeadMissing, LogUnavailable } from '../log/errors.ts';
import type { EventMeta, Head, RecordedEvent } from '../log/event-log.ts';
import { failureOf } from './failure.ts';
import { parsePosition } from './parse-position.ts';
import { rawText } from './raw-text.ts';
import { timed } from './timed-query.ts';
import {
  readAllStatement,
  readHeadStatement,
  readLastPositionStatement,
  readStreamStatement,
} from './read-events.sql.ts';

type EventRow = readonly [
  position: string,
  id: string,
  stream: string,
  version: string,
  type: string,
  schemaVersion: string,
  recordedAt: string,
  meta: string,
  data: string,
];

// A page takes milliseconds; when it takes this long, nobody answers.
const readTimeoutMs = 5_000;
const maxBigint = '9223372036854775807';

/**
 * Events of the whole log, oldest first.
 * @throws LogUnavailable
 */
export async function readAll(
  pool: pg.Pool,
  { after = 0, to, limit = 1000 }: { after?: number; to?: number; limit?: number },
): Promise<readonly RecordedEvent[]> {
  const last = to === undefined || to === Infinity ? maxBigint : to;
  return readRows(pool, readAllStatement, [after, last, limit]);
}

/**
 * Events of one stream, oldest first.
 * @throws LogUnavailable
 */
export async function readStream(
  pool: pg.Pool,
  stream: string,
  { after = 0, limit }: { after?: number; limit?: number },
): Promise<readonly RecordedEvent[]> {
  return readRows(pool, readStreamStatement, [stream, after, limit ?? maxBigint]);
}

/**
 * The end of the log.
 * @throws LogUnavailable, LogHeadMissing
 */
export async function readHead(pool: pg.Pool): Promise<Head> {
  const [row] = await query(pool, readHeadStatement, []);
  if (row === undefined) throw new LogHeadMissing();
  const [position, epoch, hash, recordedAt] = row as [string, string, string, string | null];
  return { position: parsePosition(position), epoch, hash, recordedAt };
}

/**
 * The last position that has a row, 0 when none has: the end of a log whose head is missing.
 * @throws LogUnavailable
 */
export async function readLastPosition(pool: pg.Pool): Promise<number> {
  const [row] = await query(pool, readLastPositionStatement, []);
  const [position] = row as [string];
  return parsePosition(position);
}

async function readRows(
  pool: pg.Pool,
  statement: { name: string; text: string },
  values: readonly unknown[],
): Promise<readonly RecordedEvent[]> {
  const rows = await query(pool, statement, values);
  const metaOf = parsingOnce();
  return rows.map((row) => recordedEvent(row as unknown as EventRow, metaOf));
}

/** Events of one command, and most that were imported together, have the same meta: it is parsed when it differs from that of the event before. */
function parsingOnce(): (text: string) => EventMeta {
  let last: { readonly text: string; readonly meta: EventMeta } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, meta: JSON.parse(text) as EventMeta };
    return last.meta;
  };
}

function recordedEvent(row: EventRow, metaOf: (text: string) => EventMeta): RecordedEvent {
  return {
    position: parsePosition(row[0]),
    id: row[1],
    stream: row[2],
    version: Number(row[3]),
    type: row[4],
    schemaVersion: Number(row[5]),
    recordedAt: row[6],
    meta: metaOf(row[7]),
    data: JSON.parse(row[8]) as unknown,
  };
}

async function query(
  pool: pg.Pool,
  statement: { name: string; text: string },
  values: readonly unknown[],
): Promise<unknown[][]> {
  try {
    const text = { ...statement, values: [...values], rowMode: 'array' as const, types: rawText };
    const result = await pool.query<unknown[]>(timed(text, readTimeoutMs));
    return result.rows;
  } catch (cause) {
    if (failureOf(cause) === 'refused') throw cause;
    const message = 'the log could not be read: the database is away, try again';
    throw new LogUnavailable({ message, stored: 'no', cause });
  }
}
