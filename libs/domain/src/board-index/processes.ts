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

/** A timeline, and the id of the process or subject that it is of. */
export interface Named<State> {
  readonly id: string;
  readonly timeline: Timeline<State>;
}

/** The timelines of one sort. */
export interface Timelines<State> {
  readonly get: (id: string) => Timeline<State> | undefined;
  /** Every one of them, sorted by the ids. */
  readonly all: () => readonly Named<State>[];
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
  /** The same timelines; those that are first needed there are not kept here. */
  readonly apart: () => SortedProcesses;
}

interface Groups {
  readonly hostilities: Timeline<HostilitiesState>;
  readonly arrangements: Group<ArrangementState>;
  readonly deployments: Group<DeploymentState>;
  readonly negotiations: Group<NegotiationState>;
  readonly subjects: Group<ContestState>;
}

type Sorts = ReadonlyMap<string, ProcessDefinition['kind']>;

/** The timelines of a situation, to begin with those of the processes that it defines. */
export function createProcesses(
  definitions: readonly ProcessDefinition[],
  keeping: Keeping,
): SortedProcesses {
  const groups: Groups = {
    hostilities: createTimeline(hostilitiesFold, keeping),
    arrangements: group(arrangementFold, keeping),
    deployments: group(deploymentFold, keeping),
    negotiations: group(negotiationFold, keeping),
    subjects: group(disputeFold, keeping),
  };
  const sorts = new Map(definitions.map(({ id, kind }) => [id, kind]));
  for (const [id, kind] of sorts) groupOf(groups, kind).open(id);
  return sortedInto(groups, sorts);
}

function groupOf(
  { arrangements, deployments, negotiations }: Groups,
  sort: ProcessDefinition['kind'],
): Group<unknown> {
  return { arrangement: arrangements, deployment: deployments, negotiation: negotiations }[sort];
}

function sortedInto(groups: Groups, sorts: Sorts): SortedProcesses {
  const { hostilities, arrangements, deployments, negotiations, subjects } = groups;

  function processOf({ kind, process }: Happening): readonly Timeline<unknown>[] {
    const sort = sortOf(kind);
    if (process === null) return [];
    if (sort !== undefined) return [groupOf(groups, sort).open(process)];
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
    apart: () => {
      const apart: Groups = {
        hostilities,
        arrangements: arrangements.apart(),
        deployments: deployments.apart(),
        negotiations: negotiations.apart(),
        subjects: subjects.apart(),
      };
      return sortedInto(apart, sorts);
    },
  };
}

function isFighting({ kind }: Happening): boolean {
  return kind === 'HostilitiesReported' || kind === 'HostilitiesCeased';
}

interface Group<State> extends Timelines<State> {
  /** The timeline of an id; it is made when it is first needed. */
  readonly open: (id: string) => Timeline<State>;
  /** The same timelines; those that are first needed there are not kept here. */
  readonly apart: () => Group<State>;
}

function group<State>(
  fold: Fold<State>,
  keeping: Keeping,
  beneath?: Timelines<State>,
): Group<State> {
  const own = new Map<string, Timeline<State>>();
  let sorted: readonly Named<State>[] = [];
  const get = (id: string): Timeline<State> | undefined => own.get(id) ?? beneath?.get(id);
  const all: Group<State> = {
    get,
    all: () => {
      const others = beneath?.all() ?? [];
      if (sorted.length < own.size + others.length) {
        const opened = [...own].map(([id, timeline]) => ({ id, timeline }));
        sorted = [...others, ...opened].sort((one, other) => (one.id < other.id ? -1 : 1));
      }
      return sorted;
    },
    open: (id) => {
      const known = get(id);
      if (known !== undefined) return known;
      const fresh = createTimeline(fold, keeping);
      own.set(id, fresh);
      return fresh;
    },
    apart: () => group(fold, keeping, all),
  };
  return all;
}

/** Those of one sort that exist in a reading: those defined, in their order, then those that an event founded, by id. */
export function existing<State>(
  timelines: Timelines<State>,
  defined: ReadonlySet<string>,
  reading: Reading,
): readonly Named<State>[] {
  const given: Named<State>[] = [];
  for (const id of defined) {
    const timeline = timelines.get(id);
    if (timeline !== undefined) given.push({ id, timeline });
  }
  for (const each of timelines.all()) {
    if (each.timeline.exists(reading) && !defined.has(each.id)) given.push(each);
  }
  return given;
}
