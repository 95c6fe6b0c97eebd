import type { DevelopmentFact, DisputeFact, Fact } from '../facts/fact.ts';
import type { Happening } from '../folding/happening.ts';
import { createInterner } from '../folding/intern.ts';
import { prepare } from '../folding/prepare.ts';
import type { Judgements } from './judgements.ts';
import type { Processes, Timelines } from './processes.ts';
import type { Store } from './store.ts';
import type { Timeline } from './timeline.ts';

/** What the boards rest on, in part apart from what is stored. */
export interface Foreseen {
  readonly processes: Processes;
  readonly judgements: Judgements;
}

/** What would hold now if these facts held: only the timelines that they concern are made anew. */
export function foreseen(store: Store, facts: readonly Fact[]): Foreseen {
  const { judgements, revisions } = store;
  // What is only tried must not found a process for good.
  const processes = store.processes.apart();
  const interner = createInterner();
  const when = { position: Number.MAX_SAFE_INTEGER, supersededAt: null };
  const changed = facts.filter((each): each is DevelopmentFact => each.fact === 'development');
  const after = new Map(changed.map((each) => [each.id, prepare(each, when, interner)]));
  const before = [...after.keys()].flatMap((id) => revisions.find(id, Infinity) ?? []);
  const active = [...before, ...after.values()].filter(({ status }) => status === 'active');
  const varied = new Map<Timeline<unknown>, Happening[]>();
  for (const happening of active) {
    for (const timeline of processes.of(happening)) {
      const plus = varied.get(timeline) ?? [];
      varied.set(timeline, after.get(happening.id) === happening ? [...plus, happening] : plus);
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
      (id, position) => after.get(id) ?? revisions.find(id, position),
    ),
  };
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
