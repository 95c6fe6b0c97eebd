import type { Boards, Instant, Moment, ProcessDefinition, Transition } from '../boards.ts';
import type { FactRevision } from '../facts/fact.ts';
import { instantOrNull } from '../folding/rendering.ts';
import { everything, readingOf } from './reading.ts';
import { createRenderer } from './rendered-boards.ts';
import { createStandings, type Standings, unresolved } from './standings.ts';
import { createStore, type Store } from './store.ts';
import { allTransitions } from './transitions.ts';

/** The boards at any moment on the three clocks, from the revisions of facts held in memory. */
export interface BoardIndex {
  /**
   * Takes revisions in, in any order. A later revision of a key ends the one before it, so a follower hands in only what is new.
   * What was taken in before changes nothing.
   */
  readonly apply: (revisions: readonly FactRevision[]) => void;
  readonly boardsAt: (moment: Moment) => Boards;
  /** Every change of a status up to the moment, clock moves included, oldest first. */
  readonly transitionsAt: (moment: Moment) => readonly Transition[];
  /** When the newest source that counts at the moment was published, at whatever valid time; null when there is none. */
  readonly lastReportAt: (moment: Moment) => Instant | null;
  /** The next instant (epoch ms) after `ms` at which the clock alone may change the live boards; null when none does. */
  readonly nextChangeAfter: (ms: number) => number | null;
  /** Whether there is an active development with that id. */
  readonly hasDevelopment: (id: string) => boolean;
  /** The highest log position of any revision taken in; 0 for none. */
  readonly position: () => number;
}

/** An empty index for the processes that a situation defines. */
export function createBoardIndex(definitions: readonly ProcessDefinition[]): BoardIndex {
  const store = createStore(definitions);
  const readStandings = createStandings(definitions, store.processes);
  const render = createRenderer(definitions);
  const standings = (moment: Moment): Standings => {
    const reading = readingOf(moment, store.position());
    return readStandings(reading, store.judgements.resolutions(reading));
  };
  return {
    apply: (revisions) => {
      for (const revision of revisions) store.take(revision);
    },
    boardsAt: (moment) => render(standings(moment)),
    transitionsAt: (moment) => allTransitions(standings(moment)),
    lastReportAt: (moment) =>
      instantOrNull(store.lastPublished(readingOf(moment, store.position()))),
    nextChangeAfter: (ms) => {
      const next = nextChangeOf(store, ms);
      return next === Infinity ? null : next;
    },
    hasDevelopment: (id) => store.revisions.find(id, Infinity)?.active ?? false,
    position: store.position,
  };
}

function nextChangeOf({ processes, judgements }: Store, ms: number): number {
  const resolutions = judgements.resolutions(everything);
  const { deployments } = processes;
  const changes = processes.others().map((each) => each.nextChangeAfter(ms, unresolved));
  const deployed = [...deployments.values()].map((each) => each.nextChangeAfter(ms, resolutions));
  // A judgement may rest on what stands on no timeline: it counts from an instant of its own.
  const judged = [...resolutions.values()].map(({ at }) => at).filter((at) => at > ms);
  return Math.min(Infinity, ...changes, ...deployed, ...judged);
}
