import type { ProcessDefinition } from '../boards.ts';
import type { Resolutions } from '../folding/fold.ts';
import { existing, type Timelines } from './processes.ts';
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
    const among = (
      timelines: Timelines<unknown>,
      of: ReadonlySet<string>,
      judged: Resolutions,
    ): number[] =>
      existing(timelines, of, everything).map((id) => nextOf(timelines, id, { ms, judged }));
    return Math.min(
      hostilities.nextChangeAfter(ms, unresolved),
      ...among(arrangements, defined.arrangements, unresolved),
      // Only a deployment's fold reads judgements.
      ...among(deployments, defined.deployments, resolutions),
      ...among(negotiations, defined.negotiations, unresolved),
      ...subjects.ids().map((id) => nextOf(subjects, id, { ms, judged: unresolved })),
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

function nextOf(
  timelines: Timelines<unknown>,
  id: string,
  { ms, judged }: { readonly ms: number; readonly judged: Resolutions },
): number {
  return timelines.get(id)?.nextChangeAfter(ms, judged) ?? Infinity;
}
