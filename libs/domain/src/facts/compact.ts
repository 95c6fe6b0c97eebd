import type { Details } from '../development/details.ts';
import type { Source } from '../development/development.ts';
import { type DevelopmentState, rootOf } from '../development/state.ts';
import { getSpan } from '../time/instant.ts';
import { intervalOf } from '../time/interval.ts';
import type { DevelopmentFact, FactDetails, Published } from './fact.ts';

const boardDetails: Readonly<Record<keyof FactDetails, true>> = {
  effectiveAt: true,
  parties: true,
  mediators: true,
  accuser: true,
  accused: true,
  contributor: true,
  tasks: true,
  strength: true,
  round: true,
  party: true,
  issue: true,
  position: true,
  window: true,
  expects: true,
  issues: true,
  disputed: true,
  place: true,
  founds: true,
};

/** The details that boards read. */
export function compactDetails(details: Details): FactDetails {
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(details)) {
    if (value !== undefined && Object.hasOwn(boardDetails, name)) read[name] = value;
  }
  return read;
}

/** When a source was published, and whom it goes back to. */
export function compactSource(source: Source): Published {
  return { at: getSpan(source.publishedAt).endMs, root: rootOf(source) };
}

/** The fact of a development as it stands. */
export function compact({ status, document, absorbed }: DevelopmentState): DevelopmentFact {
  const { id, kind, occurred, modality, process, actors, claim, details, sources } = document;
  const { startMs, definiteMs } = intervalOf(occurred);
  return {
    fact: 'development',
    id,
    kind,
    startMs,
    definiteMs,
    lasting: occurred.precision === 'standing' || occurred.precision === 'as-of',
    certainty: occurred.certainty,
    modality,
    process,
    actors: actors.map((actor) => ({ id: actor.id, role: actor.role })),
    claim: claim ?? null,
    details: compactDetails(details),
    status,
    published: sources.map(compactSource),
    absorbed: absorbed.map((one) => ({
      position: one.position,
      id: one.id,
      published: one.sources.map(compactSource),
    })),
  };
}
