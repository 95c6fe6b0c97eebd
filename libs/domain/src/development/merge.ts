import { getActive } from './decide.ts';
import { developmentStream } from './development-event.ts';
import { DomainError, type FieldError } from './domain-error.ts';
import type { DevelopmentsMerged, DevelopmentsSplit } from './events.ts';
import { checkReason } from './rules/check-development.ts';
import { type DevelopmentState, effectiveSources } from './state.ts';

/** Several developments are one: `from` are taken into `into`. */
export interface MergeDevelopments {
  readonly into: string;
  readonly from: readonly string[];
  readonly reason: string;
}

/** Undoes the merge at position `undoes` on the stream of `into`. */
export interface SplitDevelopments {
  readonly into: string;
  readonly undoes: number;
  readonly reason: string;
}

/** One stream's part of a decision that concerns several; `expected` is the version that the decision rests on. */
export interface StreamDecision<Event> {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly Event[];
}

/** Looks up a development by id, as it stands now. */
export type Developments = (id: string) => DevelopmentState | undefined;

/**
 * The writes of a merge: the same event on the stream of `into` first, then on each of `from`.
 * @throws DomainError when one of them is not there or not active, or is named twice
 */
export function decideMerge(
  command: MergeDevelopments,
  find: Developments,
): readonly StreamDecision<DevelopmentsMerged>[] {
  const { into, from, reason } = command;
  const errors = checkMerge(command);
  if (errors.length > 0) throw new DomainError('MERGE_INVALID', 'Mend what is named.', errors);
  const target = activeAt(into, '/into', find);
  const taken = from.map((id, index) => activeAt(id, `/from/${index}`, find));
  const absorbed = taken.map((state) => ({
    id: state.document.id,
    sources: effectiveSources(state),
  }));
  const event: DevelopmentsMerged = {
    type: 'DevelopmentsMerged',
    data: { into, from, absorbed, reason },
  };
  return writes([target, ...taken], event);
}

/**
 * The writes that undo a merge, on every stream on which it stands.
 * @throws DomainError when there is no such merge, or a later merge must be undone first
 */
export function decideSplit(
  command: SplitDevelopments,
  find: Developments,
): readonly StreamDecision<DevelopmentsSplit>[] {
  const { into, undoes, reason } = command;
  const errors = checkReason(reason);
  if (errors.length > 0) throw new DomainError('MERGE_INVALID', 'Say why.', errors);
  const target = find(into);
  const from = target?.absorbed.filter(({ position }) => position === undoes).map(({ id }) => id);
  if (target === undefined || from === undefined || from.length === 0) {
    throw new DomainError('MERGE_NOT_FOUND', `No merge into ${into} stands at position ${undoes}.`);
  }
  if (target.status === 'merged') {
    throw new DomainError(
      'DEVELOPMENT_MERGED',
      `${into} was itself merged into ${target.mergedInto}; undo that merge first.`,
    );
  }
  const taken = from.flatMap((id) => find(id) ?? []);
  return writes([target, ...taken], {
    type: 'DevelopmentsSplit',
    data: { undoes, into, from, reason },
  });
}

function writes<Event>(
  states: readonly DevelopmentState[],
  event: Event,
): readonly StreamDecision<Event>[] {
  return states.map(({ document, version }) => ({
    stream: developmentStream(document.id),
    expected: version,
    events: [event],
  }));
}

function checkMerge({ into, from, reason }: MergeDevelopments): readonly FieldError[] {
  const repeated = from.flatMap((id, index) => {
    const pointer = `/from/${index}`;
    if (id === into) return [{ pointer, detail: 'cannot be merged into itself' }];
    return from.indexOf(id) < index ? [{ pointer, detail: 'is named twice' }] : [];
  });
  const empty = from.length === 0 ? [{ pointer: '/from', detail: 'must name at least one' }] : [];
  return [...empty, ...repeated, ...checkReason(reason)];
}

function activeAt(id: string, pointer: string, find: Developments) {
  try {
    return getActive(find(id));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message } = error;
    throw new DomainError(code, message, [{ pointer, detail: `"${id}": ${message}` }]);
  }
}
