import type { DevelopmentFact, DisputeFact, Fact } from '../facts/fact.ts';
import type { Happening } from '../folding/happening.ts';
import { prepare } from '../folding/prepare.ts';
import type { Judgements } from './judgements.ts';
import type { Processes, SortedProcesses, Timelines } from './processes.ts';
import type { Store } from './store.ts';
import type { Timeline } from './timeline.ts';

/** What the boards rest on, in part apart from what is stored. */
export interface Foreseen {
  readonly processes: Processes;
  readonly judgements: Judgements;
}

/** Tells what would hold now if these facts held. Their happenings are put behind the others and taken away again: what is told must not be kept. */
export function foreseeing<Told>(
  store: Store,
  facts: readonly Fact[],
  tell: (foreseen: Foreseen) => Told,
): Told {
  const takeAway = store.happenings.mark();
  try {
    return tell(foreseen(store, facts));
  } finally {
    takeAway();
  }
}

/** Only the timelines that the facts concern are made anew. */
function foreseen(store: Store, facts: readonly Fact[]): Foreseen {
  const { happenings, judgements, revisions } = store;
  // What is only tried must not found a process for good.
  const processes = store.processes.apart();
  const changed = facts.filter((each): each is DevelopmentFact => each.fact === 'development');
  const after = new Map(changed.map((each) => [each.id, happenings.add(prepare(each, untold))]));
  const varied = new Map<Timeline<unknown>, number[]>();
  for (const id of after.keys()) {
    for (const timeline of timelinesOf(revisions.find(id, Infinity), processes)) {
      varied.set(timeline, []);
    }
  }
  for (const place of after.values()) {
    for (const timeline of timelinesOf(happenings.at(place), processes)) {
      varied.set(timeline, [...(varied.get(timeline) ?? []), place]);
    }
  }
  const without = new Set(after.keys());
  const apart = new Map(
    [...varied].map(([timeline, plus]) => [timeline, timeline.varied({ without, plus })]),
  );
  return {
    processes: replaced(processes, apart),
    judgements: judgements.varied(
      facts.filter((each): each is DisputeFact => each.fact === 'dispute'),
      (id, position) => {
        const place = after.get(id);
        return place === undefined ? revisions.find(id, position) : happenings.at(place);
      },
    ),
  };
}

const untold = { position: Number.MAX_SAFE_INTEGER, supersededAt: null };

function timelinesOf(happening: Happening | undefined, processes: SortedProcesses) {
  return happening?.status === 'active' ? processes.of(happening) : [];
}

type Apart = ReadonlyMap<Timeline<unknown>, Timeline<unknown>>;

function replaced(processes: Processes, apart: Apart): Processes {
  return {
    hostilities: instead(processes.hostilities, apart),
    arrangements: amongThem(processes.arrangements, apart),
    deployments: amongThem(processes.deployments, apart),
    negotiations: amongThem(processes.negotiations, apart),
    subjects: amongThem(processes.subjects, apart),
  };
}

function amongThem<State>({ get, all }: Timelines<State>, apart: Apart): Timelines<State> {
  return {
    all: () => all().map(({ id, timeline }) => ({ id, timeline: instead(timeline, apart) })),
    get: (id) => {
      const timeline = get(id);
      return timeline && instead(timeline, apart);
    },
  };
}

/** A timeline apart is of the same fold as the one whose place it takes. */
function instead<State>(timeline: Timeline<State>, apart: Apart): Timeline<State> {
  return (apart.get(timeline) as Timeline<State> | undefined) ?? timeline;
}
