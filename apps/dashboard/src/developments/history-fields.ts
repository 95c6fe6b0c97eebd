/** How the value of a field is put into words; `text` is shown as it is. */
export type FieldSort =
  | 'text'
  | 'word'
  | 'time'
  | 'kind'
  | 'language'
  | 'actor'
  | 'place'
  | 'process'
  | 'issue'
  | 'subject'
  | 'development';

/** A field in plain words. */
export interface FieldWords {
  readonly words: string;
  readonly sort: FieldSort;
}

const field = (words: string, sort: FieldSort = 'text'): FieldWords => ({ words, sort });

const DETAILS: Readonly<Record<string, FieldWords>> = {
  details: field('Details'),
  'details/effectiveAt': field('Takes effect', 'time'),
  'details/parties': field('Parties', 'actor'),
  'details/mediators': field('Mediators', 'actor'),
  'details/written': field('In writing'),
  'details/accuser': field('Accuser', 'actor'),
  'details/accused': field('Accused', 'actor'),
  'details/contributor': field('Sent by', 'actor'),
  'details/tasks': field('Tasks'),
  'details/mandate': field('Mandate'),
  'details/strength': field('Strength'),
  'details/strength/value': field('Strength'),
  'details/strength/qualifier': field('How exact the strength is', 'word'),
  'details/equipment': field('Equipment'),
  'details/round': field('Round'),
  'details/party': field('Party', 'actor'),
  'details/issue': field('Issue', 'issue'),
  'details/position': field('Position'),
  'details/window': field('Expected within'),
  'details/window/from': field('Expected from', 'time'),
  'details/window/to': field('Expected until', 'time'),
  'details/expects': field('Expected', 'kind'),
  'details/issues': field('On', 'issue'),
  'details/disputed': field('The parties disagree'),
  'details/founds': field('Begins something new'),
  'details/founds/label': field('Name of what begins'),
  'details/place': field('Place', 'place'),
  'details/value': field('Figure'),
  'details/qualifier': field('How exact the figure is', 'word'),
  'details/measure': field('What the figure counts', 'word'),
  'details/note': field('Note'),
};

const SOURCES: Readonly<Record<string, FieldWords>> = {
  sources: field('Source'),
  'sources/outlet': field('Outlet'),
  'sources/title': field('Title of the source'),
  'sources/url': field('Web address'),
  'sources/publishedAt': field('Published', 'time'),
  'sources/attributionChain': field('Attribution'),
  'sources/anonymous': field('Source not named'),
  'sources/translatedFrom': field('Translated from', 'language'),
  'sources/report': field('Report in the list'),
};

/** Every field that the history of a development can name, by its path without the places in lists. */
export const FIELDS: Readonly<Record<string, FieldWords>> = {
  ...DETAILS,
  ...SOURCES,
  kind: field('Kind', 'kind'),
  summary: field('Summary'),
  occurred: field('When'),
  'occurred/from': field('When, from', 'time'),
  'occurred/to': field('When, until', 'time'),
  'occurred/precision': field('How the time was given', 'word'),
  'occurred/zone': field('Time zone', 'word'),
  'occurred/certainty': field('How sure the time is', 'word'),
  modality: field('How it was reported', 'word'),
  process: field('Part of', 'process'),
  actors: field('Who'),
  'actors/id': field('Actor', 'actor'),
  'actors/role': field('In which role', 'word'),
  places: field('Where', 'place'),
  claim: field('Contested claim'),
  'claim/subject': field('Contested subject', 'subject'),
  'claim/stance': field('Stance', 'word'),
  'claim/by': field('Whose stance', 'actor'),
  codes: field('Codes'),
  'codes/cameo': field('CAMEO code'),
  'codes/plover': field('PLOVER code'),
  'codes/acled': field('ACLED code'),
  status: field('Standing of the record', 'word'),
  mergedInto: field('Merged into', 'development'),
  absorbed: field('Also reported as', 'development'),
};
