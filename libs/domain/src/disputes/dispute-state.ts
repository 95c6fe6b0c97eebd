import type { DisputeEvent } from '../development/events.ts';
import { type Recorded, type RecordedAs, UnfoldableEvent } from '../development/recorded.ts';

/** What an editor has judged about a subject; `null`: the judgement was taken back. */
export interface DisputeState {
  readonly subject: string;
  readonly resolution: { readonly outcome: string; readonly basedOn: readonly string[] } | null;
}

const prefix = 'dispute-';
const types: Readonly<Record<DisputeEvent['type'], true>> = {
  DisputeResolved: true,
  DisputeReopened: true,
};

/** The stream of the judgements on a subject. */
export function disputeStream(subject: string): string {
  return `${prefix}${subject}`;
}

/** The subject whose stream an event belongs to; undefined for an event of another stream. */
export function disputeKey(event: Pick<Recorded, 'stream'>): string | undefined {
  return event.stream.startsWith(prefix) ? event.stream.slice(prefix.length) : undefined;
}

/**
 * The judgement after one more event of the subject's stream.
 * @throws UnfoldableEvent when this version of the program does not know the type
 */
export function evolveDispute(_state: DisputeState | undefined, recorded: Recorded): DisputeState {
  if (!Object.hasOwn(types, recorded.type)) {
    throw new UnfoldableEvent(recorded, 'no such type is known here; upgrade before going on');
  }
  const event = recorded as RecordedAs<DisputeEvent>;
  const { subject } = event.data;
  switch (event.type) {
    case 'DisputeResolved':
      return {
        subject,
        resolution: { outcome: event.data.outcome, basedOn: event.data.basedOn },
      };
    case 'DisputeReopened':
      return { subject, resolution: null };
  }
}
