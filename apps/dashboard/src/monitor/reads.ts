import type { SituationDescription } from '@ceasefire/contracts';
import type { Query } from '../connection/api.ts';
import { apiPath, ApiError, getJson, pollJson, type Polled } from '../connection/api.ts';
import type {
  DevelopmentDocument,
  DevelopmentsPage,
  StateAnswer,
  Transition,
  TransitionsAnswer,
} from '../connection/wire.ts';
import { mentionedIn } from '../boards/mentioned.ts';
import { filterQuery, inGroup, type FeedFilter } from '../developments/filter.ts';
import { inNewsOrder } from '../developments/news-order.ts';
import { readReference, type Reference } from '../situation/reference.ts';
import { beyondTheLog, type AddressProblem, type PageMoment } from '../timeline/address.ts';
import type { FeedPart } from './actions.ts';
import type { Reading } from './state.ts';

/** How many developments are read at a time; a first page this long also holds most that the boards point to. */
export const PAGE_SIZE = 100;
/** The most pages that are sifted at a time for a group that is rare. */
const PAGES_AT_ONCE = 5;
/** How often a page is asked for again, and how long each pause is. */
const MORE_TRIES = 5;
const PAUSE_MS = 500;

function momentQuery({ asOf, knownAt, position }: PageMoment): Query {
  return { asOf, knownAt, position };
}

/** The moment as far as it was recorded up to a position, where it names none itself. */
export const upTo = (position: number, moment: PageMoment): PageMoment => ({
  ...moment,
  position: moment.position ?? position,
});

/** What the feed is read by. */
export interface FeedRequest {
  readonly filter: FeedFilter;
  readonly moment: PageMoment;
  readonly cursor?: string | null;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** A page of the feed that passes the filter; sifts on through pages in which nothing does. */
export async function readFeed(request: FeedRequest): Promise<FeedPart> {
  const { filter, moment, limit = PAGE_SIZE, signal } = request;
  const items: DevelopmentDocument[] = [];
  let cursor = request.cursor ?? null;
  let position = 0;
  for (let page = 0; page < PAGES_AT_ONCE; page += 1) {
    const query = { ...momentQuery(moment), ...filterQuery(filter), limit, cursor };
    const answer = await readPage(apiPath('developments', query), signal);
    items.push(...inNewsOrder(answer.items.filter((item) => inGroup(filter, item))));
    cursor = answer.next;
    position = answer.position;
    if (cursor === null || items.length >= limit / 2) break;
  }
  return { items, next: cursor, position };
}

/** Asks again for a while where the list has not come to the position yet. */
async function readPage(path: string, signal?: AbortSignal): Promise<DevelopmentsPage> {
  for (let left = MORE_TRIES; ; left -= 1) {
    try {
      return await getJson<DevelopmentsPage>(path, signal);
    } catch (error) {
      if (left === 0 || !(error instanceof ApiError) || error.status !== 503) throw error;
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  }
}

/** One development as it is now, or null where there is none of that id. */
export async function readDevelopment(id: string): Promise<DevelopmentDocument | null> {
  try {
    return await getJson<DevelopmentDocument>(apiPath(`developments/${encodeURIComponent(id)}`));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** The developments of these ids that are not known yet. */
export async function readMissing(
  ids: readonly string[],
  known: (id: string) => boolean,
): Promise<readonly DevelopmentDocument[]> {
  const missing = ids.filter((id) => !known(id));
  const found = await Promise.all(missing.map((id) => readDevelopment(id)));
  return found.filter((one) => one !== null);
}

/** What a moment is read by. */
export interface MomentRequest {
  readonly moment: PageMoment;
  readonly filter: FeedFilter;
  /** Whether the changes of the statuses are read as well: they depend on two of the clocks alone. */
  readonly withTransitions: boolean;
  readonly signal: AbortSignal;
}

/** Everything that is shown for one moment. */
export interface MomentRead {
  readonly reading: Reading;
  readonly feed: FeedPart;
  readonly transitions: readonly Transition[] | null;
  readonly documents: readonly DevelopmentDocument[];
  readonly problems: readonly AddressProblem[];
}

/** The boards, and the feed up to where they are: what is recorded after them comes live. */
async function readBoth({ moment, filter, signal }: MomentRequest) {
  const state = await getJson<StateAnswer>(apiPath('state', momentQuery(moment)), signal);
  const feed = await readFeed({ filter, moment: upTo(state.position, moment), signal });
  return { state, feed };
}

async function readParts(request: MomentRequest): Promise<MomentRead> {
  const { moment, withTransitions, signal } = request;
  const [{ state, feed }, transitions] = await Promise.all([
    readBoth(request),
    withTransitions ? readTransitions(moment, signal) : null,
  ]);
  const inFeed = new Set(feed.items.map(({ id }) => id));
  const missing = await readMissing(mentionedIn(state), (id) => inFeed.has(id));
  return {
    reading: { moment, state, boardsAt: state.position },
    feed,
    transitions,
    documents: [...feed.items, ...missing],
    problems: [],
  };
}

/**
 * Reads the boards, the head of the feed and whatever else the boards point to, so that all is shown at once. Where the log does not
 * go as far as the moment asks, everything recorded so far is read, with the problem that says so.
 */
export async function readMoment(request: MomentRequest): Promise<MomentRead> {
  const { moment } = request;
  try {
    return await readParts(request);
  } catch (error) {
    const beyond = error instanceof ApiError && error.status === 404 && moment.position !== null;
    if (!beyond) throw error;
    const read = await readParts({ ...request, moment: { ...moment, position: null } });
    return { ...read, problems: [beyondTheLog(moment.position, read.reading.state.position)] };
  }
}

/** Asks whether the boards of the present have changed since the answer with this ETag. */
export function pollState(etag: string | null): Promise<Polled<StateAnswer>> {
  return pollJson<StateAnswer>(apiPath('state'), etag);
}

/** Every change of a status, as far as published and recorded at a moment. */
export async function readTransitions(
  { knownAt, position }: PageMoment,
  signal?: AbortSignal,
): Promise<readonly Transition[]> {
  const path = apiPath('transitions', { knownAt, position });
  const answer = await getJson<TransitionsAnswer>(path, signal);
  return answer.items;
}

async function readItems<Name extends 'actors' | 'places' | 'processes'>(name: Name) {
  const answer = await getJson<{ readonly items: SituationDescription[Name] }>(apiPath(name));
  return answer.items;
}

/** The names of this situation, which the API serves in four parts. */
export async function readSituation(): Promise<Reference> {
  const [situation, actors, places, processes] = await Promise.all([
    getJson<Omit<SituationDescription, 'actors' | 'places' | 'processes'>>(apiPath('situation')),
    readItems('actors'),
    readItems('places'),
    readItems('processes'),
  ]);
  return readReference({ ...situation, actors, places, processes });
}
