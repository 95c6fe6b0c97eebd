import { formatNumber } from '../format/words.ts';

/**
 * The moment that the page shows, on the three clocks: valid time and publication time as dates or RFC 3339 UTC instants, and the
 * last entry of the log that counts. Null is now, or the whole log.
 */
export interface PageMoment {
  readonly asOf: string | null;
  readonly knownAt: string | null;
  readonly position: number | null;
}

/** What the page keeps in its URL, so that a shared link opens the same thing. */
export interface PageAddress extends PageMoment {
  /** The development whose details are open. */
  readonly development: string | null;
}

/** One thing in a URL that cannot be shown: the parameter as it stands there, what is wrong with it, and what is shown instead. */
export interface AddressProblem {
  readonly given: string;
  readonly wrong: string;
  readonly instead: string;
}

/** What a URL asks for, and what in it makes no sense. */
export interface ReadAddress {
  readonly address: PageAddress;
  readonly problems: readonly AddressProblem[];
}

/** The present, as far as it is recorded. */
export const NOW: PageMoment = { asOf: null, knownAt: null, position: null };

/** The present, with nothing open. */
export const PRESENT: PageAddress = { ...NOW, development: null };

const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z)?$/;
const ENTRY = /^\d{1,15}$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Whether a text is a UTC date or instant that exists (30 February does not), from the year 1 on. */
export function isTime(text: string): boolean {
  if (!TIME.test(text) || text.startsWith('0000')) return false;
  const day = text.slice(0, 10);
  const date = new Date(text.length === 10 ? `${text}T00:00:00Z` : text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
}

interface Parameter {
  readonly isValid: (text: string) => boolean;
  readonly wrong: string;
  readonly instead: string;
}

const WRONG_TIME = 'is not a date or time that exists (2020-11-10, or 2020-10-10T08:00Z in UTC)';

/** The parameters of the page's URL, in the order in which they are written. */
const PARAMETERS: Record<keyof PageAddress, Parameter> = {
  asOf: { isValid: isTime, wrong: WRONG_TIME, instead: 'what is the case now' },
  knownAt: { isValid: isTime, wrong: WRONG_TIME, instead: 'what is known by now' },
  position: {
    isValid: (text) => ENTRY.test(text),
    wrong: 'is not the number of an entry of the log (0, 1, 2, …)',
    instead: 'everything recorded so far',
  },
  development: {
    isValid: (text) => ID.test(text),
    wrong: 'is not the id of a development',
    instead: 'the page with nothing opened',
  },
};

const NAMES = Object.keys(PARAMETERS) as readonly (keyof PageAddress)[];

/** The most of a foreign text that is repeated to the reader, in characters. */
const MOST_QUOTED = 60;

function quoted(name: string, value: string): string {
  const text = value === '' ? name : `${name}=${value}`;
  return text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text;
}

function problemOf(name: keyof PageAddress, values: readonly string[]): AddressProblem | null {
  const [value = ''] = values;
  const { isValid, wrong, instead } = PARAMETERS[name];
  if (!isValid(value)) return { given: quoted(name, value), wrong, instead };
  if (values.length === 1) return null;
  return {
    given: name,
    wrong: 'stands there more than once',
    instead: `its first value, ${value}`,
  };
}

function unknownProblem(name: string, value: string): AddressProblem {
  return {
    given: quoted(name, value),
    wrong: 'is not something that this page can be asked for',
    instead: 'the page without it',
  };
}

/** What is wrong with asking for an entry that the log, whose last one is `head`, does not have yet. */
export function beyondTheLog(position: number, head: number): AddressProblem {
  return {
    given: `position=${position}`,
    wrong: `is beyond the log, which ends with entry ${formatNumber(head)}`,
    instead: PARAMETERS.position.instead,
  };
}

/** Reads the query of a URL (`?asOf=…&knownAt=…&position=…&development=…`), with a problem for each thing in it that makes no sense. */
export function readAddress(search: string): ReadAddress {
  const query = new URLSearchParams(search);
  const known = NAMES.filter((name) => query.has(name));
  const valid = (name: keyof PageAddress): string | null => {
    const text = query.get(name);
    return text !== null && PARAMETERS[name].isValid(text) ? text : null;
  };
  const position = valid('position');
  const unknown = [...new Set(query.keys())].filter((name) => !Object.hasOwn(PARAMETERS, name));
  return {
    address: {
      asOf: valid('asOf'),
      knownAt: valid('knownAt'),
      position: position === null ? null : Number(position),
      development: valid('development'),
    },
    problems: [
      ...known.flatMap((name) => problemOf(name, query.getAll(name)) ?? []),
      ...unknown.map((name) => unknownProblem(name, query.get(name) ?? '')),
    ],
  };
}

/** The query of a URL for an address, with the question mark; `./` for the bare page. */
export function formatAddress(address: PageAddress): string {
  const parts = NAMES.flatMap((name) => {
    const value = address[name];
    if (value === null) return [];
    return [`${name}=${encodeURIComponent(value).replaceAll('%3A', ':')}`];
  });
  return parts.length === 0 ? './' : `?${parts.join('&')}`;
}

/** Whether two moments are the same. */
export function sameMoment(a: PageMoment, b: PageMoment): boolean {
  return a.asOf === b.asOf && a.knownAt === b.knownAt && a.position === b.position;
}

/** Whether two moments look at the same record: what was published and recorded, whatever day it is read for. */
export function sameRecord(a: PageMoment, b: PageMoment): boolean {
  return a.knownAt === b.knownAt && a.position === b.position;
}

/** Whether a moment is the present on all clocks. */
export function isPresent(moment: PageMoment): boolean {
  return sameMoment(moment, NOW);
}
