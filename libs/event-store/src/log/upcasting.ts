import { UnknownSchemaVersion } from './errors.ts';
import type { EventLog, RecordedEvent } from './event-log.ts';

/** Turns the data of one schema version of an event type into that of the next; pure. */
export type Upcaster = (data: unknown) => unknown;

/**
 * By event type, the steps from schema version 1 to 2, from 2 to 3 and so on: one step for each version but the newest.
 *
 * A type that is not named has had one version only.
 */
export type Upcasters = Readonly<Record<string, readonly Upcaster[]>>;

/** The newest schema version of an event type. */
export const newestVersion = (upcasters: Upcasters, type: string): number =>
  stepsOf(upcasters, type).length + 1;

/**
 * The log as folds read it: `data` in the newest shape of its type. With `raw`, as stored.
 *
 * An event is turned when its data is first looked at. Of an event that a newer program wrote, looking at the data throws
 * `UnknownSchemaVersion`: only whoever needs it is stopped.
 */
export function upcastLog(log: EventLog, upcasters: Upcasters): EventLog {
  const shown = (events: readonly RecordedEvent[], raw = false): readonly RecordedEvent[] =>
    raw ? events : events.map((event) => upcast(event, upcasters));
  return {
    ...log,
    readStream: async (stream, page) => shown(await log.readStream(stream, page), page?.raw),
    readAll: async (page) => shown(await log.readAll(page), page?.raw),
  };
}

/** The event with its data in the newest shape; the same event where it has that shape already. */
export function upcast(event: RecordedEvent, upcasters: Upcasters): RecordedEvent {
  const { schemaVersion, data: stored } = event;
  const newest = newestVersion(upcasters, event.type);
  if (schemaVersion === newest) return event;
  if (schemaVersion > newest) return withData(event, () => refuse(event, newest));
  const steps = stepsOf(upcasters, event.type).slice(schemaVersion - 1);
  return withData({ ...event, schemaVersion: newest }, () =>
    steps.reduce((data, step) => step(data), stored),
  );
}

/** The event with data that is made once, when it is first asked for. */
function withData(event: RecordedEvent, make: () => unknown): RecordedEvent {
  let made: { readonly data: unknown } | undefined;
  return Object.defineProperty({ ...event }, 'data', {
    enumerable: true,
    get: () => (made ??= { data: make() }).data,
  });
}

function stepsOf(upcasters: Upcasters, type: string): readonly Upcaster[] {
  return Object.hasOwn(upcasters, type) ? (upcasters[type] ?? []) : [];
}

function refuse({ type, schemaVersion, position }: RecordedEvent, newest: number): never {
  throw new UnknownSchemaVersion({ type, schemaVersion, position, newest });
}
