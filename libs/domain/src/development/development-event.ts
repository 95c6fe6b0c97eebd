import type { DevelopmentEvent, DevelopmentReported } from './events.ts';
import { type DevelopmentKind, kinds } from './kinds.ts';
import { type Recorded, type RecordedAs, UnfoldableEvent } from './recorded.ts';

const prefix = 'development-';

/** The stream of a development. */
export function developmentStream(id: string): string {
  return `${prefix}${id}`;
}

/** The id of the development that an event belongs to; undefined for an event of another stream. */
export function developmentKey(event: Pick<Recorded, 'stream'>): string | undefined {
  return event.stream.startsWith(prefix) ? event.stream.slice(prefix.length) : undefined;
}

/** Whether an event's type is a kind of development: such an event is the first of its stream. */
export function isDevelopmentKind(type: string): type is DevelopmentKind {
  return Object.hasOwn(kinds, type);
}

/** Tells the first event of a stream from the later ones. */
export function isReported<Event extends DevelopmentEvent>(
  event: Event,
): event is Extract<Event, DevelopmentReported> {
  return isDevelopmentKind(event.type);
}

type Change = Exclude<DevelopmentEvent, DevelopmentReported>;

/** The type of an event that changes a development that is there. */
export type DevelopmentChange = Change['type'];

const changeTypes: Readonly<Record<DevelopmentChange, true>> = {
  DevelopmentCorrected: true,
  DevelopmentRetracted: true,
  DevelopmentReinstated: true,
  SourceAdded: true,
  DevelopmentsMerged: true,
  DevelopmentsSplit: true,
};

/** Every type of event that can follow the first one of a development's stream. */
export const developmentChanges = Object.keys(changeTypes) as readonly DevelopmentChange[];

/**
 * Reads a recorded event of a development's stream.
 * @throws UnfoldableEvent when this version of the program does not know the type
 */
export function getDevelopmentEvent(event: Recorded): RecordedAs<DevelopmentEvent> {
  if (!isDevelopmentKind(event.type) && !Object.hasOwn(changeTypes, event.type)) {
    throw new UnfoldableEvent(event, 'no such type is known here; upgrade before going on');
  }
  // The decider made the event, and the log gives it back as it was: the type says the shape.
  return event as RecordedAs<DevelopmentEvent>;
}

/** An event that changes a development that is there. */
export type RecordedChange = RecordedAs<Change>;
