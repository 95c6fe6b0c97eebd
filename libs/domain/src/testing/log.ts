import type { Boards, Moment } from '../boards.ts';
import { type BoardIndex, createBoardIndex } from '../board-index/board-index.ts';
import type { Distances } from '../board-index/distances.ts';
import type { Development } from '../development/development.ts';
import { developmentStream } from '../development/development-event.ts';
import type { DevelopmentEvent, DisputeEvent } from '../development/events.ts';
import type { Recorded } from '../development/recorded.ts';
import { disputeStream } from '../disputes/dispute-state.ts';
import { evolveFact, factKey } from '../facts/evolve-fact.ts';
import type { Fact, FactRevision } from '../facts/fact.ts';
import { momentEnd } from '../time/instant.ts';
import { definitions } from './developments.ts';

/** Stretches of one happening, and a state kept after each. */
const finest: Distances = { stretch: 1, checkpoint: 1 };

/** A present that lies after everything in the specs. */
export const presentMs = Date.UTC(2030, 0, 1);

/** A log in memory, and the facts that it makes. */
export interface TestLog {
  readonly events: readonly Recorded[];
  readonly append: (stream: string, event: DevelopmentEvent | DisputeEvent) => Recorded;
  /** Every revision of every fact so far. */
  readonly revisions: () => readonly FactRevision[];
}

/** A log that begins with reports of these developments. */
export function logOf(...developments: readonly Development[]): TestLog {
  const events: Recorded[] = [];
  const append: TestLog['append'] = (stream, { type, data }) => {
    const version = events.filter((each) => each.stream === stream).length + 1;
    const position = events.length + 1;
    const recorded = {
      position,
      stream,
      version,
      type,
      recordedAt: '2021-01-01T00:00:00.000Z',
      data,
    };
    events.push(recorded);
    return recorded;
  };
  for (const each of developments) {
    append(developmentStream(each.id), { type: each.kind, data: each });
  }
  return { events, append, revisions: () => revisionsOf(events) };
}

/** Resolves a dispute in a log. */
export function resolve(log: TestLog, subject: string, ...basedOn: readonly string[]): void {
  log.append(disputeStream(subject), {
    type: 'DisputeResolved',
    data: { subject, outcome: 'It is settled.', basedOn, reason: 'The record says so.' },
  });
}

/** The revisions that a projection of these events would hold, each state gone through JSON. */
export function revisionsOf(events: readonly Recorded[]): readonly FactRevision[] {
  const all: FactRevision[] = [];
  const latest = new Map<string, number>();
  for (const event of events) {
    const key = factKey(event);
    if (key === undefined) continue;
    const place = latest.get(key);
    const former = place === undefined ? undefined : all[place];
    if (place !== undefined && former !== undefined) {
      all[place] = { ...former, supersededAt: event.position };
    }
    const state = JSON.parse(JSON.stringify(evolveFact(former?.state, event))) as Fact;
    latest.set(key, all.length);
    all.push({ key, position: event.position, supersededAt: null, state });
  }
  return all;
}

/** An index of a log, cut as finely as may be unless it is said how: what lies on two sides of a cut must not matter. */
export function indexOf(log: TestLog, distances = finest): BoardIndex {
  const index = createBoardIndex(definitions, distances);
  index.apply(log.revisions());
  return index;
}

/** A moment from dates or instants, as a query would give it. */
export function moment(
  asOf: string | null,
  rest: { readonly knownAt?: string; readonly position?: number } = {},
): Moment {
  return {
    asOf: asOf === null ? null : (momentEnd(asOf) ?? NaN),
    knownAt: rest.knownAt === undefined ? null : (momentEnd(rest.knownAt) ?? NaN),
    position: rest.position ?? null,
    now: presentMs,
  };
}

/** The boards of a log on a day. */
export function boardsOn(log: TestLog, asOf: string | null): Boards {
  return indexOf(log).boardsAt(moment(asOf));
}
