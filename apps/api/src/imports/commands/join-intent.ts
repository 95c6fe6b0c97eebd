import { developmentId, type LogEntry, reason } from '@ceasefire/contracts';
import { developmentStream } from '@ceasefire/domain';
import { z } from 'zod';
import { dataOf, refused } from './event-intent.ts';
import type { Intent } from './intent.ts';
import { parsed } from './parsed.ts';

const from = z.array(developmentId).min(1).max(20);
const merged = z.object({ into: developmentId, from, reason });
const split = z.object({ into: developmentId, from, undoes: z.int().min(1), reason });

/** A merge or its undoing, of which an event stands on the stream of each development: their records follow each other. */
export interface Join {
  readonly line: number;
  readonly entries: readonly LogEntry[];
  /** The streams on which an event is still to come. */
  readonly missing: readonly string[];
}

/** Whether the event is one of those that stand on several streams. */
export const isJoin = ({ type }: LogEntry): boolean =>
  type === 'DevelopmentsMerged' || type === 'DevelopmentsSplit';

/** Begins with the event on the stream of `into`. @throws RecordRefused when that is not the first */
export function beginJoin(entry: LogEntry, line: number): Join {
  const { into, from } = parsed(
    entry.type === 'DevelopmentsMerged' ? merged : split,
    dataOf(entry),
    '/data',
  );
  if (entry.stream !== developmentStream(into))
    throw refused('/stream', `must be ${developmentStream(into)}: the event there comes first`);
  return { line, entries: [entry], missing: from.map(developmentStream) };
}

/** Whether this is the next of its events. @throws RecordRefused when another comes */
export function checkNext(
  { entries, missing: [next] }: Join,
  { stream, type }: Pick<LogEntry, 'stream' | 'type'>,
): void {
  if (stream !== next || type !== entries[0]?.type)
    throw refused('/stream', `must be ${next ?? ''}: the events of one merge stand together`);
}

/** Takes the next of its events. @throws RecordRefused when another comes */
export function continueJoin(join: Join, entry: LogEntry): Join {
  checkNext(join, entry);
  const missing = join.missing.slice(1);
  return { ...join, entries: [...join.entries, entry], missing };
}

/** The command of a join that is whole. */
export function joinIntent({ line, entries }: Join): Intent {
  const [first] = entries;
  if (first === undefined) throw refused('', 'holds no event');
  const { recordedBy, correlationId, reason: why, position } = first;
  return {
    line,
    command:
      first.type === 'DevelopmentsMerged'
        ? { type: 'merge', merge: parsed(merged, dataOf(first), '/data'), position }
        : { type: 'split', ...parsed(split, dataOf(first), '/data') },
    eventIds: entries.map(({ id }) => id),
    meta: { recordedBy, correlationId, ...(why !== null && { reason: why }) },
    body: '/data',
  };
}
