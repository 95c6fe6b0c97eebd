import type { SituationDescription } from '@ceasefire/contracts';
import { idWords } from '../format/words.ts';
import type { TimeWindow } from '../timeline/scale.ts';

type Names = ReadonlyMap<string, string>;

/** The names of everything that has an id in this situation, and what the page is about: data, never code. */
export interface Reference {
  readonly title: string;
  /** What it is about, in a line. */
  readonly line: string;
  /** The stretch of time that the scrubber spans; null where the situation names none. */
  readonly window: TimeWindow | null;
  readonly actors: Names;
  readonly places: Names;
  readonly processes: Names;
  readonly issues: Names;
  readonly subjects: Names;
  /** What the sides of a dispute assert or deny, by subject. */
  readonly propositions: Names;
}

/** The lists of names in a situation. */
export type NameList = 'actors' | 'places' | 'processes' | 'issues' | 'subjects';

/** A situation of which nothing is known yet. */
export const unnamed: Reference = {
  title: 'Ceasefire monitor',
  line: '',
  window: null,
  actors: new Map(),
  places: new Map(),
  processes: new Map(),
  issues: new Map(),
  subjects: new Map(),
  propositions: new Map(),
};

/** The name of a thing, or its id in words where the situation does not name it. */
export function nameOf(reference: Reference, list: NameList, id: string): string {
  return reference[list].get(id) ?? idWords(id);
}

function labels(entries: readonly { readonly id: string; readonly label: string }[]): Names {
  return new Map(entries.map(({ id, label }) => [id, label]));
}

/** Makes the names of a situation, as the API serves it, quick to look up. */
export function readReference(situation: SituationDescription): Reference {
  const { title, subtitle, window, actors, places, processes, subjects } = situation;
  const issues = processes.flatMap((process) =>
    process.kind === 'negotiation' ? process.issues : [],
  );
  return {
    title,
    line: subtitle,
    window,
    actors: labels(actors),
    places: labels(places),
    processes: labels(processes),
    issues: labels(issues),
    subjects: labels(subjects),
    propositions: new Map(subjects.map(({ id, proposition }) => [id, proposition])),
  };
}
