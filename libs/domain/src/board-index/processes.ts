import type { ProcessDefinition } from '../boards.ts';
import { arrangementFold } from '../ceasefire/arrangement-fold.ts';
import type { ArrangementState } from '../ceasefire/arrangement-state.ts';
import { hostilitiesFold, type HostilitiesState } from '../ceasefire/hostilities-fold.ts';
import { deploymentFold } from '../deployment/deployment-fold.ts';
import type { DeploymentState } from '../deployment/deployment-state.ts';
import { sortOf } from '../development/rules/check-process.ts';
import { type ContestState, disputeFold } from '../disputes/dispute-fold.ts';
import type { Fold } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import { negotiationFold } from '../negotiation/negotiation-fold.ts';
import type { NegotiationState } from '../negotiation/negotiation-state.ts';
import type { Keeping } from './distances.ts';
import type { Reading } from './reading.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** The timelines of one sort, by the id of the process or subject. */
export interface Timelines<State> {
  readonly get: (id: string) => Timeline<State> | undefined;
  /** Every id, sorted. */
  readonly ids: () => readonly string[];
}

/** Every timeline. */
export interface Processes {
  readonly hostilities: Timeline<HostilitiesState>;
  readonly arrangements: Timelines<ArrangementState>;
  readonly deployments: Timelines<DeploymentState>;
  readonly negotiations: Timelines<NegotiationState>;
  readonly subjects: Timelines<ContestState>;
}

/** Every timeline, and what happened is sorted onto those that it concerns. */
export interface SortedProcesses extends Processes {
  /** The timelines that a happening belongs on; they are made when they are first needed. */
  readonly of: (happening: Happening) => readonly Timeline<unknown>[];
}

/** The timelines of a situation, to begin with those of the processes that it defines. */
export function createProcesses(
  definitions: readonly ProcessDefinition[],
  keeping: Keeping,
): SortedProcesses {
  const hostilities = createTimeline(hostilitiesFold, keeping);
  const arrangements = group(arrangementFold, keeping);
  const deployments = group(deploymentFold, keeping);
  const negotiations = group(negotiationFold, keeping);
  const subjects = group(disputeFold, keeping);
  const bySort = { arrangement: arrangements, deployment: deployments, negotiation: negotiations };
  const sorts = new Map(definitions.map(({ id, kind }) => [id, kind]));
  for (const [id, kind] of sorts) bySort[kind].open(id);

  function processOf({ kind, process }: Happening): readonly Timeline<unknown>[] {
    const sort = sortOf(kind);
    if (process === null) return [];
    if (sort !== undefined) return [bySort[sort].open(process)];
    // What only the feed shows may still say who takes part in talks, even before anything else is known of them.
    return (sorts.get(process) ?? 'negotiation') === 'negotiation'
      ? [negotiations.open(process)]
      : [];
  }

  return {
    hostilities,
    arrangements,
    deployments,
    negotiations,
    subjects,
    of: (happening) => [
      ...(isFighting(happening) ? [hostilities] : processOf(happening)),
      ...(happening.claim === null ? [] : [subjects.open(happening.claim.subject)]),
    ],
  };
}

function isFighting({ kind }: Happening): boolean {
  return kind === 'HostilitiesReported' || kind === 'HostilitiesCeased';
}

interface Group<State> extends Timelines<State> {
  /** The timeline of an id; it is made when it is first needed. */
  readonly open: (id: string) => Timeline<State>;
}

function group<State>(fold: Fold<State>, keeping: Keeping): Group<State> {
  const timelines = new Map<string, Timeline<State>>();
  let sorted: readonly string[] = [];
  return {
    get: (id) => timelines.get(id),
    ids: () => {
      if (sorted.length < timelines.size) sorted = [...timelines.keys()].sort();
      return sorted;
    },
    open: (id) => {
      const known = timelines.get(id);
      if (known !== undefined) return known;
      const fresh = createTimeline(fold, keeping);
      timelines.set(id, fresh);
      return fresh;
    },
  };
}

/** The ids of one sort that exist in a reading: those defined, in their order, then those that an event founded, by id. */
export function existing(
  timelines: Timelines<unknown>,
  defined: ReadonlySet<string>,
  reading: Reading,
): readonly string[] {
  const founded = timelines
    .ids()
    .filter((id) => !defined.has(id) && timelines.get(id)?.exists(reading) === true);
  return [...defined, ...founded];
}
