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
import type { Reading } from './reading.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** The timelines of one sort, by process id. */
export type Timelines<State> = ReadonlyMap<string, Timeline<State>>;

/** Every timeline: what happened is sorted onto those that it concerns. */
export interface Processes {
  readonly hostilities: Timeline<HostilitiesState>;
  readonly arrangements: Timelines<ArrangementState>;
  readonly deployments: Timelines<DeploymentState>;
  readonly negotiations: Timelines<NegotiationState>;
  readonly subjects: Timelines<ContestState>;
  /** The timelines that a happening belongs on; they are made when they are first needed. */
  readonly of: (happening: Happening) => readonly Timeline<unknown>[];
  /** All timelines but the deployments: those whose folds read no judgements. */
  readonly others: () => readonly Timeline<unknown>[];
}

/** The timelines of a situation, to begin with those of the processes that it defines. */
export function createProcesses(definitions: readonly ProcessDefinition[]): Processes {
  const hostilities = createTimeline(hostilitiesFold);
  const arrangements = group(arrangementFold);
  const deployments = group(deploymentFold);
  const negotiations = group(negotiationFold);
  const subjects = group(disputeFold);
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
    arrangements: arrangements.timelines,
    deployments: deployments.timelines,
    negotiations: negotiations.timelines,
    subjects: subjects.timelines,
    of: (happening) => [
      ...(isFighting(happening) ? [hostilities] : processOf(happening)),
      ...(happening.claim === null ? [] : [subjects.open(happening.claim.subject)]),
    ],
    others: () => [
      hostilities,
      ...arrangements.timelines.values(),
      ...negotiations.timelines.values(),
      ...subjects.timelines.values(),
    ],
  };
}

function isFighting({ kind }: Happening): boolean {
  return kind === 'HostilitiesReported' || kind === 'HostilitiesCeased';
}

interface Group<State> {
  readonly timelines: Map<string, Timeline<State>>;
  readonly open: (id: string) => Timeline<State>;
}

function group<State>(fold: Fold<State>): Group<State> {
  const timelines = new Map<string, Timeline<State>>();
  return {
    timelines,
    open: (id) => {
      const known = timelines.get(id);
      if (known !== undefined) return known;
      const fresh = createTimeline(fold);
      timelines.set(id, fresh);
      return fresh;
    },
  };
}

/** The ids of one sort that exist in a reading: those defined, in their order, then those that an event founded, by id. */
export function existing(
  timelines: Timelines<unknown>,
  defined: readonly string[],
  reading: Reading,
): readonly string[] {
  const founded = [...timelines]
    .filter(([id]) => !defined.includes(id))
    .filter(([, timeline]) => timeline.some(reading, ({ kind }) => sortOf(kind) !== undefined))
    .map(([id]) => id);
  return [...defined, ...founded.sort()];
}
