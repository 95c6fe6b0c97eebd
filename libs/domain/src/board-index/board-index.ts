import type { Boards, Instant, Moment, ProcessDefinition, Transition } from '../boards.ts';
import type { Fact, FactRevision } from '../facts/fact.ts';
import { instantOrNull } from '../folding/rendering.ts';
import { type BoardEntries, boardsOf, createEntries, entriesOf } from './board-entries.ts';
import { type Distances, usualDistances } from './distances.ts';
import { type Foreseen, foreseeing } from './foreseeing.ts';
import type { Founding } from './names.ts';
import { createNextChange } from './next-change.ts';
import { createPresent } from './present.ts';
import { readingOf } from './reading.ts';
import { createRenderer } from './rendered-boards.ts';
import { createStandings, type StandingsAlong, standingsOf } from './standings.ts';
import { createStore } from './store.ts';
import { allTransitions } from './transitions.ts';

/** The boards at any moment on the three clocks, from the revisions of facts held in memory. */
export interface BoardIndex {
  /**
   * Takes revisions in, in any order. A later revision of a key ends the one before it, so a follower hands in only what is new.
   * What was taken in before changes nothing.
   */
  readonly apply: (revisions: readonly FactRevision[]) => void;
  /** What stands at present as it did in an earlier answer about the present is the same object there. */
  readonly boardsAt: (moment: Moment) => Boards;
  /** The same boards, for whoever writes them entry by entry. */
  readonly entriesAt: (moment: Moment) => BoardEntries;
  /** What the boards of the present, `now` (epoch ms), would be if these facts held; nothing is kept of it. */
  readonly foresee: (facts: readonly Fact[], now: number) => Boards;
  /** Every change of a status up to the moment, clock moves included, oldest first. */
  readonly transitionsAt: (moment: Moment) => readonly Transition[];
  /** When the newest source that counts at the moment was published, at whatever valid time; null when there is none. */
  readonly lastReportAt: (moment: Moment) => Instant | null;
  /** The next instant (epoch ms) after `ms` at which the clock alone may change the live boards; null when none does. */
  readonly nextChangeAfter: (ms: number) => number | null;
  /** Whether there is an active development with that id. */
  readonly hasDevelopment: (id: string) => boolean;
  /** The sort of a process that a development which was not retracted belongs to: such a one was known or founded. */
  readonly processSort: (id: string) => ProcessDefinition['kind'] | undefined;
  /** Whether an issue was raised in a negotiation. */
  readonly hasIssue: (negotiation: string, issue: string) => boolean;
  /** Whether one party asserts what another denies, at whatever valid time. */
  readonly isContested: (subject: string) => boolean;
  /** The processes and issues that developments name as new. */
  readonly founded: () => readonly Founding[];
  /** The highest log position of any revision taken in; 0 for none. */
  readonly position: () => number;
}

/** An empty index for the processes that a situation defines. No answer depends on the distances. */
export function createBoardIndex(
  definitions: readonly ProcessDefinition[],
  distances: Distances = usualDistances,
): BoardIndex {
  const store = createStore(definitions, distances);
  const readStandings = createStandings(definitions);
  const render = createRenderer(definitions);
  const makeEntries = createEntries(definitions);
  const nextChange = createNextChange(store, definitions);
  const { names, publications, revisions } = store;
  const along = (moment: Moment, { processes, judgements }: Foreseen = store): StandingsAlong => {
    const reading = readingOf(moment, store.position());
    return readStandings(processes, { reading, resolutions: judgements.resolutions(reading) });
  };
  const renderAll = (standings: StandingsAlong): Boards => render(standingsOf(standings));
  const present = createPresent((moment) => renderAll(along(moment)), nextChange.after);
  const entriesAt = (moment: Moment): BoardEntries =>
    isPresent(moment) ? entriesOf(present.at(moment)) : makeEntries(along(moment));
  return {
    apply: (taken) => {
      for (const revision of taken) store.take(revision);
      if (taken.length === 0) return;
      nextChange.drop();
      present.drop();
    },
    boardsAt: (moment) => (isPresent(moment) ? present.at(moment) : boardsOf(entriesAt(moment))),
    entriesAt,
    foresee: (facts, now) =>
      foreseeing(store, facts, (foreseen) => renderAll(along(presentAt(now), foreseen))),
    transitionsAt: (moment) => allTransitions(standingsOf(along(moment))),
    lastReportAt: (moment) =>
      instantOrNull(publications.latest(readingOf(moment, store.position()))),
    nextChangeAfter: (ms) => {
      const next = nextChange.after(ms);
      return next === Infinity ? null : next;
    },
    hasDevelopment: (id) => revisions.find(id, Infinity)?.status === 'active',
    processSort: names.process,
    hasIssue: names.issue,
    isContested: names.contested,
    founded: names.founded,
    position: store.position,
  };
}

function presentAt(now: number): Moment {
  return { asOf: null, knownAt: null, position: null, now };
}

/** Of the past hardly anything is asked for twice. */
function isPresent({ asOf, knownAt, position }: Moment): boolean {
  return asOf === null && knownAt === null && position === null;
}
