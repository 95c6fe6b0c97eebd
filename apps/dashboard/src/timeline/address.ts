/** The moment that the page shows: valid time and publication time, as dates or RFC 3339 UTC instants; null is now. */
export interface PageMoment {
  readonly asOf: string | null;
  readonly knownAt: string | null;
}

/** What the page keeps in its URL, so that a shared link opens the same thing. */
export interface PageAddress extends PageMoment {
  /** The development whose details are open. */
  readonly development: string | null;
}

/** The present, with nothing open. */
export const PRESENT: PageAddress = { asOf: null, knownAt: null, development: null };

const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z)?$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Whether a text is a UTC date or instant that exists (30 February does not). */
export function isTime(text: string): boolean {
  if (!TIME.test(text)) return false;
  const day = text.slice(0, 10);
  const date = new Date(text.length === 10 ? `${text}T00:00:00Z` : text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
}

/** Reads the query of a URL (`?asOf=…&knownAt=…&development=…`); what makes no sense is left out. */
export function parseAddress(search: string): PageAddress {
  const query = new URLSearchParams(search);
  const time = (name: string) => {
    const text = query.get(name);
    return text !== null && isTime(text) ? text : null;
  };
  const id = query.get('development');
  return {
    asOf: time('asOf'),
    knownAt: time('knownAt'),
    development: id !== null && ID.test(id) ? id : null,
  };
}

/** The query of a URL for an address, with the question mark; `./` for the bare page. */
export function formatAddress(address: PageAddress): string {
  const parts = (['asOf', 'knownAt', 'development'] as const).flatMap((name) => {
    const value = address[name];
    return value === null ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%3A', ':')}`];
  });
  return parts.length === 0 ? './' : `?${parts.join('&')}`;
}

/** Whether two moments are the same. */
export function sameMoment(a: PageMoment, b: PageMoment): boolean {
  return a.asOf === b.asOf && a.knownAt === b.knownAt;
}

/** Whether a moment is the present on both clocks. */
export function isPresent(moment: PageMoment): boolean {
  return moment.asOf === null && moment.knownAt === null;
}
