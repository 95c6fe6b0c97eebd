import type { ProcessDefinition } from '../boards.ts';
import type { Development, Occurred, Source } from '../development/development.ts';
import type { DevelopmentKind } from '../development/kinds.ts';
import type { Situation } from '../development/rules/situation.ts';

/** The processes of the specs. */
export const definitions: readonly ProcessDefinition[] = [
  { id: 'old-truce', kind: 'arrangement' },
  { id: 'new-truce', kind: 'arrangement' },
  { id: 'blue-helmets', kind: 'deployment', contributor: 'atlantis' },
  { id: 'green-helmets', kind: 'deployment' },
  { id: 'centre', kind: 'negotiation', issues: ['location', 'principles'] },
];

const people: readonly string[] = ['atlantis', 'borduria', 'syldavia', 'speaker-1'];
const places: readonly string[] = ['harbour', 'hill'];

/** What is known in the specs. */
export const situation: Situation = {
  actor: (id) => people.includes(id),
  place: (id) => places.includes(id),
  process: (id) => definitions.find((each) => each.id === id)?.kind,
  issue: (negotiation, id) =>
    definitions.some((each) => each.id === negotiation && each.issues?.includes(id) === true),
};

/** A whole day on which something happened. */
export function day(date: string, certainty: Occurred['certainty'] = 'text'): Occurred {
  return { from: date, to: date, precision: 'day', certainty };
}

/** A span of days in which something happened. */
export function between(
  from: string | null,
  to: string | null,
  precision: Occurred['precision'] = 'interval',
): Occurred {
  return { from, to, precision, certainty: 'text' };
}

/** An exact instant. */
export function instant(at: string): Occurred {
  return { from: at, to: at, precision: 'minute', certainty: 'text' };
}

/** A source published on a day. */
export function source(publishedAt: string, outlet = 'Gazette', root = outlet): Source {
  return {
    outlet,
    title: `${outlet} of ${publishedAt}`,
    publishedAt,
    attributionChain: [root, outlet],
    anonymous: false,
  };
}

/** A development with everything that a spec does not care about filled in. */
export function development(
  id: string,
  kind: DevelopmentKind,
  rest: Partial<Development> = {},
): Development {
  return {
    id,
    kind,
    summary: `${kind} as told in ${id}.`,
    occurred: day('2021-03-01'),
    modality: 'actual',
    process: null,
    actors: [],
    places: [],
    sources: [source('2021-03-02')],
    codes: {},
    details: {},
    ...rest,
  };
}
