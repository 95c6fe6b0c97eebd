import type { ProcessDefinition } from '../boards.ts';
import type { StandingArrangement } from '../ceasefire/ceasefire-board.ts';
import type { HostilitiesState } from '../ceasefire/hostilities-fold.ts';
import type { DeploymentState } from '../deployment/deployment-state.ts';
import type { ContestState } from '../disputes/dispute-fold.ts';
import type { Resolution, Resolutions } from '../folding/fold.ts';
import { negotiationKnownAt, type NegotiationState } from '../negotiation/negotiation-state.ts';
import { existing, type Processes, type Timelines } from './processes.ts';
import type { Reading } from './reading.ts';
import type { Standing } from './standing.ts';

/** One process of a sort, and how it stands. */
export interface StandingProcess<State> {
  readonly id: string;
  readonly standing: Standing<State>;
}

/** A subject that different parties assert and deny; `resolution` is there once it counts. */
export interface Contest {
  readonly id: string;
  readonly state: ContestState;
  readonly resolution: Resolution | undefined;
}

/** How everything stands in one reading: what the boards and the transitions are made from. */
export interface Standings {
  readonly hostilities: HostilitiesState;
  readonly arrangements: readonly StandingArrangement[];
  readonly deployments: readonly StandingProcess<DeploymentState>[];
  readonly negotiations: readonly StandingProcess<NegotiationState>[];
  readonly contests: readonly Contest[];
}

/** Only a deployment's fold reads judgements: for the others they are always the same. */
export const unresolved: Resolutions = new Map();

/** A reading, and the judgements that count in it, at whatever valid time. */
export interface JudgedReading {
  readonly reading: Reading;
  readonly resolutions: Resolutions;
}

/** The same, each of them worked out when it is asked for; to be gone through once. */
export interface StandingsAlong {
  readonly hostilities: () => HostilitiesState;
  readonly arrangements: Iterable<StandingArrangement>;
  readonly deployments: Iterable<StandingProcess<DeploymentState>>;
  readonly negotiations: Iterable<StandingProcess<NegotiationState>>;
  readonly contests: Iterable<Contest>;
}

/** Reads how everything stands. */
export type ReadStandings = (processes: Processes, judged: JudgedReading) => StandingsAlong;

/** The ids of the processes that a situation defines, by their sort. */
export interface DefinedIds {
  readonly arrangements: ReadonlySet<string>;
  readonly deployments: ReadonlySet<string>;
  readonly negotiations: ReadonlySet<string>;
}

/** Sorts the ids of definitions. */
export function definedIds(definitions: readonly ProcessDefinition[]): DefinedIds {
  const defined = (kind: ProcessDefinition['kind']): ReadonlySet<string> =>
    new Set(definitions.filter((each) => each.kind === kind).map(({ id }) => id));
  return {
    arrangements: defined('arrangement'),
    deployments: defined('deployment'),
    negotiations: defined('negotiation'),
  };
}

/** A reader of timelines; the processes that the situation defines are always there. */
export function createStandings(definitions: readonly ProcessDefinition[]): ReadStandings {
  const ids = definedIds(definitions);
  return (
    { hostilities, arrangements, deployments, negotiations, subjects },
    { reading, resolutions },
  ) => ({
    hostilities: () => hostilities.standing(reading, unresolved).state,
    arrangements: standing(arrangements, ids.arrangements, { reading, resolutions: unresolved }),
    deployments: standing(deployments, ids.deployments, { reading, resolutions }),
    negotiations: talks(negotiations, ids.negotiations, reading),
    contests: contests(subjects, { reading, resolutions }),
  });
}

/** All of them at once. */
export function standingsOf(along: StandingsAlong): Standings {
  return {
    hostilities: along.hostilities(),
    arrangements: [...along.arrangements],
    deployments: [...along.deployments],
    negotiations: [...along.negotiations],
    contests: [...along.contests],
  };
}

function* standing<State>(
  timelines: Timelines<State>,
  defined: ReadonlySet<string>,
  { reading, resolutions }: JudgedReading,
): Iterable<StandingProcess<State>> {
  for (const { id, timeline } of existing(timelines, defined, reading))
    yield { id, standing: timeline.standing(reading, resolutions) };
}

function* talks(
  negotiations: Timelines<NegotiationState>,
  defined: ReadonlySet<string>,
  reading: Reading,
): Iterable<StandingProcess<NegotiationState>> {
  for (const each of standing(negotiations, defined, { reading, resolutions: unresolved }))
    yield knownIn(reading, each);
}

function* contests(
  subjects: Timelines<ContestState>,
  { reading, resolutions }: JudgedReading,
): Iterable<Contest> {
  for (const { id, timeline } of subjects.all()) {
    const { state } = timeline.standing(reading, unresolved);
    if (state.open !== null) yield { id, state, resolution: by(reading, resolutions.get(id)) };
  }
}

/** What nobody could know then is taken back; a standing with nothing to take back stays the same object, for the renderer. */
function knownIn(
  { knownMs }: Reading,
  negotiation: StandingProcess<NegotiationState>,
): StandingProcess<NegotiationState> {
  const { id, standing: found } = negotiation;
  const state = negotiationKnownAt(found.state, knownMs);
  return state === found.state ? negotiation : { id, standing: { ...found, state } };
}

function by({ atMs }: Reading, resolution: Resolution | undefined): Resolution | undefined {
  return resolution !== undefined && resolution.at <= atMs ? resolution : undefined;
}
