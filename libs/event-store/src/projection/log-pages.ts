import type { EventLog, RecordedEvent } from '../log/event-log.ts';
import { ProjectionError } from './errors.ts';

/** Events that follow a position; `full` when there may be more after them. */
export interface LogPage {
  readonly events: readonly RecordedEvent[];
  readonly full: boolean;
}

/** Pages of the log, each read once for all the projections that ask for it at about the same time. */
export interface LogPages {
  /** The page after `position`. Pages end at multiples of the page size, so readers that began apart soon read the same ones. */
  read(after: number): Promise<LogPage>;
  /** To be called when the log has grown: a read under way may have missed it. */
  refresh(): void;
}

/**
 * Keeps the latest `keptPages`, for readers that do not go side by side.
 * @throws ProjectionError LOG_GAP from `read` when positions are not dense
 */
export function createLogPages(
  log: Pick<EventLog, 'readAll'>,
  pageSize: number,
  keptPages = 8,
): LogPages {
  const pages = new Map<number, Promise<LogPage>>();
  let open = new Set<number>();

  const load = async (after: number): Promise<LogPage> => {
    const to = (Math.floor(after / pageSize) + 1) * pageSize;
    const events = await log.readAll({ after, to, limit: to - after });
    checkDense(after, events);
    return { events, full: after + events.length === to };
  };

  const forget = (after: number, page: Promise<LogPage>): void => {
    open.delete(after);
    if (pages.get(after) === page) pages.delete(after);
  };

  const read = (after: number): Promise<LogPage> => {
    const known = pages.get(after);
    if (known) return known;
    const page = load(after);
    pages.set(after, page);
    open.add(after);
    page.then(
      ({ full }) => (full ? open.delete(after) : forget(after, page)),
      () => forget(after, page),
    );
    for (const oldest of pages.keys()) {
      if (pages.size <= keptPages) break;
      pages.delete(oldest);
    }
    return page;
  };

  const refresh = (): void => {
    for (const after of open) pages.delete(after);
    open = new Set();
  };

  return { read, refresh };
}

function checkDense(after: number, events: readonly RecordedEvent[]): void {
  for (const [index, { position }] of events.entries()) {
    const expected = after + index + 1;
    if (position === expected) continue;
    throw new ProjectionError(
      'LOG_GAP',
      `Position ${expected} is missing from the log: verify it.`,
      {
        position: expected,
      },
    );
  }
}
