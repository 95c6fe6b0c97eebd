import type { Development } from '@ceasefire/domain';
import { formatDayRange, formatTime } from '../format/dates.ts';
import { formatStrength } from '../format/strength.ts';
import { capitalised, idWords, kindWords, listWords } from '../format/words.ts';
import { nameOf, type Reference } from '../situation/reference.ts';

/** One line of the details of a development. */
export interface DetailLine {
  readonly name: string;
  readonly value: string;
}

const CERTAINTY: Record<Development['occurred']['certainty'], string> = {
  text: 'The date stands in the report.',
  derived: 'The date was worked out from the report, which does not state it outright.',
  inference: 'No report states it; an editor inferred it.',
};

const MODALITY: Record<Development['modality'], string> = {
  actual: 'Reported as having happened, or as being so.',
  historical: 'Reported as background, from before the events at hand.',
  future: 'Reported as something that will happen; not that it did.',
  hypothetical: 'Reported as something that could happen.',
  negation: 'Reported as not being so.',
};

/** How sure the date of a development is, in a sentence. */
export function certaintyWords({ occurred }: Development): string {
  return CERTAINTY[occurred.certainty];
}

/** How a development was put by its sources, in a sentence. */
export function modalityWords({ modality }: Development): string {
  return MODALITY[modality];
}

interface Names {
  readonly actor: (id: string) => string;
  readonly issue: (id: string) => string;
  readonly place: (id: string) => string;
}

type Details = Development['details'];
type Line = readonly [name: string, value: (details: Details, names: Names) => string | undefined];

function isWritten({ written }: Details): string | undefined {
  if (written === undefined) return undefined;
  return written ? 'Yes' : 'No';
}

function figure({ value, qualifier, measure }: Details): string | undefined {
  if (value === undefined) return measure;
  const number = capitalised(formatStrength({ value, qualifier: qualifier ?? 'exact' }));
  return measure === undefined ? number : `${number} (${idWords(measure).toLowerCase()})`;
}

const LINES: readonly Line[] = [
  ['Takes effect', ({ effectiveAt }) => effectiveAt && formatTime(effectiveAt)],
  ['Parties', ({ parties }, { actor }) => parties && listWords(parties.map(actor))],
  ['Mediators', ({ mediators }, { actor }) => mediators && listWords(mediators.map(actor))],
  ['In writing', isWritten],
  ['Accuser', ({ accuser }, { actor }) => accuser && actor(accuser)],
  ['Accused', ({ accused }, { actor }) => accused && actor(accused)],
  ['Sent by', ({ contributor }, { actor }) => contributor && actor(contributor)],
  ['Strength', ({ strength }) => strength && capitalised(formatStrength(strength))],
  ['Tasks', ({ tasks }) => tasks && listWords(tasks)],
  ['Mandate', ({ mandate }) => mandate],
  ['Equipment', ({ equipment }) => equipment && listWords(equipment)],
  ['Round', ({ round }) => round?.toString()],
  ['Party', ({ party }, { actor }) => party && actor(party)],
  ['Issue', ({ issue }, names) => issue && names.issue(issue)],
  ['Position', ({ position }) => position],
  ['Expected', ({ expects }) => expects && kindWords(expects)],
  ['Expected within', ({ window }) => window && formatDayRange(window.from, window.to)],
  ['On', ({ issues }, names) => issues && listWords(issues.map(names.issue))],
  ['Place', ({ place }, names) => place && names.place(place)],
  ['Figure', figure],
  ['Note', ({ note }) => note],
];

function claimLines(
  { claim }: Development,
  { actor }: Names,
  reference: Reference,
): readonly DetailLine[] {
  if (claim === undefined) return [];
  return [
    { name: 'Contested subject', value: nameOf(reference, 'subjects', claim.subject) },
    { name: 'Stance', value: `${actor(claim.by)} ${claim.stance} it` },
  ];
}

/** What only this kind of development says, line by line. */
export function detailLines(development: Development, reference: Reference): readonly DetailLine[] {
  const names: Names = {
    actor: (id) => nameOf(reference, 'actors', id),
    issue: (id) => nameOf(reference, 'issues', id),
    place: (id) => nameOf(reference, 'places', id),
  };
  const lines = LINES.flatMap(([name, read]) => {
    const value = read(development.details, names);
    return value === undefined || value === '' ? [] : [{ name, value }];
  });
  return [...claimLines(development, names, reference), ...lines];
}
