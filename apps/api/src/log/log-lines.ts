import type { EventLog } from '@ceasefire/event-store';
import { logEntryOf } from './log-entry.ts';

const pageSize = 500;

/** The events of positions `after` < p ≤ `to`, as stored, as lines of JSON, a page at a time; the next page is read when it is asked for. */
export async function* logLines(
  log: Pick<EventLog, 'readAll'>,
  { after, to }: { readonly after: number; readonly to: number },
): AsyncGenerator<string, void, undefined> {
  let position = after;
  while (position < to) {
    const events = await log.readAll({ after: position, to, limit: pageSize, raw: true });
    const last = events.at(-1);
    if (last === undefined) return;
    yield events.map((event) => `${JSON.stringify(logEntryOf(event))}\n`).join('');
    position = last.position;
  }
}
