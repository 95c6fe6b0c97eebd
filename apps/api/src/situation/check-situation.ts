import type { SituationDescription } from '@ceasefire/contracts';
import type { SituationProblem } from './situation-error.ts';

const file = 'situation.json';

interface Named {
  readonly id: string;
  readonly pointer: string;
}

/** What `situation.json` says twice, and what it names and does not define. */
export function checkSituation(description: SituationDescription): readonly SituationProblem[] {
  const { actors, places, processes, subjects, outline } = description;
  const areas = outline?.areas ?? [];
  return [
    ...twice('/actors', actors),
    ...twice('/places', places),
    ...twice('/processes', processes),
    ...twice('/subjects', subjects),
    ...twice('/outline/areas', areas),
    ...processes.flatMap((process, index) =>
      process.kind === 'negotiation' ? twice(`/processes/${index}/issues`, process.issues) : [],
    ),
    ...undefinedNames('actor', actors, actorsNamed(description)),
    ...undefinedNames('place', places, [
      ...places.flatMap(({ within }, index) => named(within, `/places/${index}/within`)),
      ...areas.flatMap(({ place }, index) => named(place, `/outline/areas/${index}/place`)),
    ]),
    ...circles(places),
  ];
}

/** Every id that stands more than once in a list, from its second place on. `pointer` leads to the list. */
export function twice(
  pointer: string,
  items: readonly { readonly id: string }[],
  inFile: string = file,
): readonly SituationProblem[] {
  const first = new Map<string, number>();
  return items.flatMap(({ id }, index) => {
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, index);
      return [];
    }
    const detail = `"${id}" is also ${pointer}/${before}; give one of the two another id or drop it`;
    return [{ file: inFile, pointer: `${pointer}/${index}/id`, detail }];
  });
}

const named = (id: string | undefined, pointer: string): readonly Named[] =>
  id === undefined ? [] : [{ id, pointer }];

function actorsNamed({
  actors,
  parties,
  processes,
  subjects,
}: SituationDescription): readonly Named[] {
  return [
    ...actors.flatMap(({ of }, index) => named(of, `/actors/${index}/of`)),
    ...parties.map(({ actor }, index) => ({ id: actor, pointer: `/parties/${index}/actor` })),
    ...processes.flatMap((process, index) =>
      process.kind === 'deployment'
        ? named(process.contributor, `/processes/${index}/contributor`)
        : [],
    ),
    ...subjects.flatMap(({ parties: sides }, index) =>
      sides.map((id, side) => ({ id, pointer: `/subjects/${index}/parties/${side}` })),
    ),
  ];
}

function undefinedNames(
  what: 'actor' | 'place',
  defined: readonly { readonly id: string }[],
  names: readonly Named[],
): readonly SituationProblem[] {
  const ids = new Set(defined.map(({ id }) => id));
  return names
    .filter(({ id }) => !ids.has(id))
    .map(({ id, pointer }) => ({
      file,
      pointer,
      detail: `names the ${what} "${id}", which is not in /${what}s; add it there or correct the id`,
    }));
}

/** Places that lie, by way of others, within themselves. */
function circles(places: SituationDescription['places']): readonly SituationProblem[] {
  const within = new Map(places.map((place) => [place.id, place.within]));
  return places.flatMap(({ id }, index) => {
    const passed = new Set<string>();
    for (let at = within.get(id); at !== undefined && !passed.has(at); at = within.get(at))
      passed.add(at);
    if (!passed.has(id)) return [];
    return [{ file, pointer: `/places/${index}/within`, detail: `puts "${id}" within itself` }];
  });
}
