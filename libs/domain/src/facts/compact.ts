import type { Details } from '../development/details.ts';
import type { Development, Source } from '../development/development.ts';
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
};

type Content = Omit<DevelopmentFact, 'status' | 'published' | 'absorbed'>;

/** What boards need of the content of a development, its sources and status left aside. */
function compactContent(document: Development): Content {
  const { id, kind, occurred, modality, process, actors, claim, details } = document;
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
  };
}

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
export function compact(state: DevelopmentState): DevelopmentFact {
  return {
    ...compactContent(state.document),
    status: state.status,
    published: state.document.sources.map(compactSource),
    absorbed: state.absorbed.map(({ position, id, sources }) => ({
      position,
      id,
      published: sources.map(compactSource),
    })),
  };
}
