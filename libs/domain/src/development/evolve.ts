import type { Development } from './development.ts';
import { getDevelopmentEvent, isReported, type RecordedChange } from './development-event.ts';
import type { Changes, DevelopmentsMerged } from './events.ts';
import { type Recorded, type RecordedAs, UnfoldableEvent } from './recorded.ts';
import type { DevelopmentState } from './state.ts';

/**
 * What a development is after one more event of its stream.
 * @throws UnfoldableEvent when the type is unknown or the stream does not begin with a report
 */
export function evolveDevelopment(
  state: DevelopmentState | undefined,
  recorded: Recorded,
): DevelopmentState {
  const event = getDevelopmentEvent(recorded);
  if (isReported(event)) {
    return { status: 'active', version: event.version, document: event.data, absorbed: [] };
  }
  if (state === undefined) throw new UnfoldableEvent(event, 'nothing was reported before it');
  return change({ ...state, version: event.version }, event);
}

function change(state: DevelopmentState, event: RecordedChange): DevelopmentState {
  const { version, document, absorbed } = state;
  switch (event.type) {
    case 'DevelopmentCorrected':
      return { ...state, document: corrected(document, event.data.changes) };
    case 'DevelopmentRetracted':
      return { status: 'retracted', version, document, absorbed };
    case 'DevelopmentReinstated':
      return { status: 'active', version, document, absorbed };
    case 'SourceAdded':
      return {
        ...state,
        document: { ...document, sources: [...document.sources, event.data.source] },
      };
    case 'DevelopmentsMerged':
      return merged(state, event);
    case 'DevelopmentsSplit':
      return event.data.into === document.id
        ? { ...state, absorbed: absorbed.filter(({ position }) => position !== event.data.undoes) }
        : { status: 'active', version, document, absorbed };
  }
}

function merged(state: DevelopmentState, event: RecordedAs<DevelopmentsMerged>): DevelopmentState {
  const { version, document, absorbed } = state;
  const { into, absorbed: brought } = event.data;
  if (into !== document.id) {
    return { status: 'merged', version, document, absorbed, mergedInto: into };
  }
  const { position } = event;
  return {
    ...state,
    absorbed: [...absorbed, ...brought.map(({ id, sources }) => ({ position, id, sources }))],
  };
}

/** A development with some fields replaced; `null` takes a claim away. */
export function corrected(document: Development, changes: Changes): Development {
  const { claim, ...rest } = { ...document, ...changes } as Omit<Development, 'claim'> & {
    readonly claim?: Development['claim'] | null;
  };
  return claim === undefined || claim === null ? rest : { ...rest, claim };
}
