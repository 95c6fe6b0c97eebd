/** An event as the log hands it back: the part of the envelope that folds may read. */
export interface Recorded {
  /** Dense place in the log, from 1. */
  readonly position: number;
  readonly stream: string;
  /** 1 for the first event of the stream. */
  readonly version: number;
  readonly type: string;
  /** RFC 3339 UTC instant. */
  readonly recordedAt: string;
  readonly data: unknown;
}

/** A recorded event whose type and data are known. */
export type RecordedAs<Event extends { readonly type: string; readonly data: unknown }> =
  Event extends unknown ? Omit<Recorded, 'type' | 'data'> & Event : never;

/** A fold met an event that cannot follow what went before: the log or the code is wrong, and no retry helps. */
export class UnfoldableEvent extends Error {
  readonly code = 'UNFOLDABLE_EVENT';
  readonly position: number;
  readonly type: string;

  constructor(event: Recorded, why: string) {
    super(`Event ${event.position} (${event.type} on ${event.stream}) cannot be folded: ${why}.`);
    this.name = 'UnfoldableEvent';
    this.position = event.position;
    this.type = event.type;
  }
}
