import type { ProcessDefinition } from '../boards.ts';
import type { Resolutions } from '../folding/fold.ts';
import { existing, type Named } from './processes.ts';
import { everything } from './reading.ts';
import { definedIds, unresolved } from './standings.ts';
import type { Store } from './store.ts';

/** When the clock alone next changes what holds now. */
export interface NextChange {
  /** The next instant after `ms`, both epoch ms; `Infinity` when there is none. */
  readonly after: (ms: number) => number;
  /** To be told when a revision was taken in. */
  readonly drop: () => void;
}

/** Every timeline is asked only where the last answer no longer holds. */
export function createNextChange(
  store: Store,
  definitions: readonly ProcessDefinition[],
): NextChange {
  let known: { readonly fromMs: number; readonly next: number } | null = null;
  const defined = definedIds(definitions);

  function soonest(ms: number): number {
    const { processes, judgements } = store;
    const resolutions = judgements.resolutions(everything);
    const { hostilities, arrangements, deployments, negotiations, subjects } = processes;
    // What does not exist moves no board: reports that only the feed shows are kept for processes that are not known yet.
    const next = (named: readonly Named<unknown>[], judged: Resolutions): number =>
      named.reduce(
        (soonest, { timeline }) => Math.min(soonest, timeline.nextChangeAfter(ms, judged)),
        Infinity,
      );
    return Math.min(
      hostilities.nextChangeAfter(ms, unresolved),
      next(existing(arrangements, defined.arrangements, everything), unresolved),
      // Only a deployment's fold reads judgements.
      next(existing(deployments, defined.deployments, everything), resolutions),
      next(existing(negotiations, defined.negotiations, everything), unresolved),
      next(subjects.all(), unresolved),
      // A judgement may rest on what stands on no timeline: it counts from an instant of its own.
      ...[...resolutions.values()].map(({ at }) => (at > ms ? at : Infinity)),
    );
  }

  return {
    after: (ms) => {
      if (known === null || ms < known.fromMs || ms >= known.next) {
        known = { fromMs: ms, next: soonest(ms) };
      }
      return known.next;
    },
    drop: () => {
      known = null;
    },
  };
}
