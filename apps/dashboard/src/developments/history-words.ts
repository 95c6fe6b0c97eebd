import {
  isDevelopmentKind,
  type Certainty,
  type DevelopmentChange,
  type Modality,
  type Precision,
  type Strength,
} from '@ceasefire/domain';
import { formatTime } from '../format/dates.ts';
import { formatNumber, idWords, kindWords, languageName, listWords } from '../format/words.ts';
import { nameOf, type NameList, type Reference } from '../situation/reference.ts';
import { FIELDS, type FieldSort, type FieldWords } from './history-fields.ts';

const CHANGES: Readonly<Record<DevelopmentChange, string>> = {
  DevelopmentCorrected: 'Corrected',
  DevelopmentRetracted: 'Retracted',
  DevelopmentReinstated: 'Reinstated',
  SourceAdded: 'One more source',
  DevelopmentsMerged: 'Merged',
  DevelopmentsSplit: 'Merger undone',
};

type Coded = Precision | Certainty | Modality | Strength['qualifier'] | 'stated' | 'assumed';

/** The words of a closed list whose own form is not plain. */
const CODED: Partial<Readonly<Record<Coded, string>>> = {
  text: 'Stands in the report',
  derived: 'Worked out from the report',
  inference: 'Inferred by an editor',
  actual: 'As so, or as having happened',
  historical: 'As background',
  future: 'As to come',
  hypothetical: 'As possible',
  negation: 'As not so',
  approx: 'About',
  min: 'At least',
  max: 'At most',
};

/** What happened to a record, by the type of the event: `Corrected`, `Recorded as “Talks held”`. */
export function eventWords(type: string): string {
  if (isDevelopmentKind(type)) return `Recorded as “${kindWords(type)}”`;
  return (CHANGES as Readonly<Record<string, string>>)[type] ?? kindWords(type);
}

/** The field that a JSON pointer leads to, in plain words; one that this page does not know yet by its own name. */
export function fieldWords(pointer: string): FieldWords {
  const names = pointer.split('/').filter((name) => name !== '' && !/^\d+$/.test(name));
  const [last = ''] = names.slice(-1);
  return FIELDS[names.join('/')] ?? { words: idWords(kindWords(last)), sort: 'text' };
}

const NAMED: Partial<Readonly<Record<FieldSort, NameList>>> = {
  actor: 'actors',
  place: 'places',
  process: 'processes',
  issue: 'issues',
  subject: 'subjects',
};

function textWords(text: string, sort: FieldSort, reference: Reference): string {
  const list = NAMED[sort];
  if (list !== undefined) return nameOf(reference, list, text);
  if (sort === 'time') return formatTime(text);
  if (sort === 'kind') return kindWords(text);
  if (sort === 'language') return languageName(text);
  if (sort === 'word') return CODED[text as Coded] ?? idWords(text);
  return text;
}

/** A value of the field that a JSON pointer leads to, in plain words: names for ids, dates for instants, a list for a list. */
export function valueWords(value: unknown, pointer: string, reference: Reference): string {
  if (value === null || value === undefined) return 'Nothing';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return textWords(value, fieldWords(pointer).sort, reference);
  if (Array.isArray(value))
    return listWords(value.map((item) => valueWords(item, pointer, reference)));
  return Object.entries(value)
    .map(([name, part]) => {
      const at = `${pointer}/${name}`;
      return `${fieldWords(at).words}: ${valueWords(part, at, reference)}`;
    })
    .join(' · ');
}
