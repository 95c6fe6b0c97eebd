import {
  getDevelopmentEvent,
  isReported,
  type RecordedChange,
} from '../development/development-event.ts';
import type { Changes } from '../development/events.ts';
import { type Recorded, UnfoldableEvent } from '../development/recorded.ts';
import { disputeKey, evolveDispute } from '../disputes/dispute-state.ts';
import { intervalOf } from '../time/interval.ts';
import { compact, compactDetails, compactSource } from './compact.ts';
import type { DevelopmentFact, Fact } from './fact.ts';

/** The key of the fact that an event changes: its stream; undefined for an event of neither a development nor a dispute. */
export function factKey(event: Pick<Recorded, 'stream'>): string | undefined {
  return /^(development|dispute)-./.test(event.stream) ? event.stream : undefined;
}

/**
 * The fact after one more event of its stream.
 * @throws UnfoldableEvent when the type is unknown or the event cannot follow
 */
export function evolveFact(fact: Fact | undefined, recorded: Recorded): Fact {
  if (disputeKey(recorded) !== undefined) {
    const { subject, resolution } = evolveDispute(
      fact?.fact === 'dispute' ? fact : undefined,
      recorded,
    );
    return { fact: 'dispute', subject, resolution };
  }
  const event = getDevelopmentEvent(recorded);
  if (isReported(event)) {
    return compact({ status: 'active', version: 1, document: event.data, absorbed: [] });
  }
  if (fact?.fact !== 'development') {
    throw new UnfoldableEvent(recorded, 'nothing was reported before it');
  }
  return change(fact, event);
}

function change(fact: DevelopmentFact, event: RecordedChange): DevelopmentFact {
  switch (event.type) {
    case 'DevelopmentCorrected':
      return correct(fact, event.data.changes);
    case 'DevelopmentRetracted':
      return { ...fact, status: 'retracted' };
    case 'DevelopmentReinstated':
      return { ...fact, status: 'active' };
    case 'SourceAdded':
      return { ...fact, published: [...fact.published, compactSource(event.data.source)] };
    case 'DevelopmentsMerged': {
      if (event.data.into !== fact.id) return { ...fact, status: 'merged' };
      const brought = event.data.absorbed.map(({ id, sources }) => ({
        position: event.position,
        id,
        published: sources.map(compactSource),
      }));
      return { ...fact, absorbed: [...fact.absorbed, ...brought] };
    }
    case 'DevelopmentsSplit': {
      const { into, undoes } = event.data;
      if (into !== fact.id) return { ...fact, status: 'active' };
      return { ...fact, absorbed: fact.absorbed.filter(({ position }) => position !== undoes) };
    }
  }
}

function correct(fact: DevelopmentFact, changes: Changes): DevelopmentFact {
  const { kind, modality, process, occurred, actors, claim, details } = changes;
  return {
    ...fact,
    kind: kind ?? fact.kind,
    modality: modality ?? fact.modality,
    process: process === undefined ? fact.process : process,
    claim: claim === undefined ? fact.claim : claim,
    ...(occurred && {
      ...intervalOf(occurred),
      lasting: occurred.precision === 'standing' || occurred.precision === 'as-of',
      certainty: occurred.certainty,
    }),
    ...(actors && { actors: actors.map(({ id, role }) => ({ id, role })) }),
    ...(details && { details: compactDetails(details) }),
  };
}
