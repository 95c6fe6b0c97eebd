import { tailLog, type RecordedEvent } from '@ceasefire/event-store';
import { logEntryOf } from '../log/log-entry.ts';
import { write } from './output.ts';
import { withDatabase } from './session.ts';

/** What to print, and how. */
export interface TailOptions {
  readonly follow?: true;
  readonly from?: number;
  readonly json?: true;
}

const shownWithoutFrom = 10;
const pageSize = 500;

/** Prints recorded events from a position on (or the last ten), and with `follow` those to come until it is interrupted. */
export const tail = ({ follow, from, json }: TailOptions): Promise<void> =>
  withDatabase(async ({ log, pool }) => {
    const print = async (events: readonly RecordedEvent[]): Promise<void> => {
      for (const event of events) await write(json === true ? jsonLine(event) : textLine(event));
    };
    const { position: head } = await log.head();
    let after = from === undefined ? Math.max(0, head - shownWithoutFrom) : Math.max(0, from - 1);
    for (;;) {
      const events = await log.readAll({ after, limit: pageSize, raw: true });
      await print(events);
      after = events.at(-1)?.position ?? after;
      if (events.length < pageSize) break;
    }
    if (follow !== true) return;
    const tailer = tailLog({
      log: { readAll: (page) => log.readAll({ ...page, raw: true }) },
      pool,
      after,
      onEvents: print,
      onReplaced: async () => {
        const { position } = await log.head();
        process.stderr.write(
          `The log has not what came last: the database was put back or replaced. Going on after position ${position}.\n`,
        );
        return position;
      },
    });
    await interrupted();
    await tailer.stop();
  });

const jsonLine = (event: RecordedEvent): string => `${JSON.stringify(logEntryOf(event))}\n`;

function textLine({
  position,
  recordedAt,
  type,
  stream,
  version,
  meta,
  data,
}: RecordedEvent): string {
  const summary =
    typeof data === 'object' && data !== null && 'summary' in data
      ? String(data.summary)
      : (meta.reason ?? '');
  const columns = [
    String(position).padStart(7),
    recordedAt,
    type.padEnd(26),
    `${stream}@${String(version)}`,
    meta.recordedBy,
    printable(summary),
  ];
  return `${columns.join('  ').trimEnd()}\n`;
}

/** What comes from a log must not steer the terminal. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
