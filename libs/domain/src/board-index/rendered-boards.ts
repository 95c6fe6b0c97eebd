import type { Boards, CeasefireBoard, Dispute, ProcessDefinition } from '../boards.ts';
import {
  arrangementBoard,
  ceasefireBoard,
  type StandingArrangement,
} from '../ceasefire/ceasefire-board.ts';
import { deploymentBoard } from '../deployment/deployment-board.ts';
import { disputeBoard } from '../disputes/dispute-board.ts';
import { negotiationBoard } from '../negotiation/negotiation-board.ts';
import type { Contest, Standings } from './standings.ts';

/** Writes the boards of some standings. `keeps`: whether some of these same standings will be written again. */
export type Renderer = (standings: Standings, keeps: boolean) => Boards;

/** Writes the boards; what stands as it did when it was kept is not written anew. */
export function createRenderer(definitions: readonly ProcessDefinition[]): Renderer {
  const contributors = new Map(definitions.map(({ id, contributor }) => [id, contributor]));
  const deployment = remembering(({ id, standing }: Standings['deployments'][number]) =>
    deploymentBoard(id, standing, contributors.get(id)),
  );
  const negotiation = remembering(({ id, standing }: Standings['negotiations'][number]) =>
    negotiationBoard(id, standing),
  );
  const ceasefire = createCeasefireRenderer();
  const dispute = createDisputeRenderer();
  return (standings, keeps) => ({
    ceasefire: ceasefire(standings, keeps),
    deployments: standings.deployments.map((each) => deployment(each, keeps)),
    negotiations: standings.negotiations.map((each) => negotiation(each, keeps)),
    disputes: standings.contests.flatMap((contest) => dispute(contest, keeps) ?? []),
  });
}

/** Keeps the view of a standing for as long as the standing itself is kept. */
function remembering<Process extends { readonly standing: object }, View>(
  render: (process: Process) => View,
): (process: Process, keeps: boolean) => View {
  const views = new WeakMap<object, View>();
  return (process, keeps) => {
    // What nobody asks for again would only be dear to sweep up.
    if (!keeps) return render(process);
    const known = views.get(process.standing);
    if (known !== undefined) return known;
    const view = render(process);
    views.set(process.standing, view);
    return view;
  };
}

function createCeasefireRenderer(): (standings: Standings, keeps: boolean) => CeasefireBoard {
  const remembered = remembering(arrangementBoard);
  const arrangement = (each: StandingArrangement) => remembered(each, true);
  let last: { readonly standings: Standings; readonly board: CeasefireBoard } | null = null;
  return (standings, keeps) => {
    const { arrangements, hostilities } = standings;
    if (!keeps) return ceasefireBoard(arrangements, hostilities);
    if (last !== null && sameCeasefire(last.standings, standings)) return last.board;
    const board = ceasefireBoard(arrangements, hostilities, arrangement);
    last = { standings, board };
    return board;
  };
}

function sameCeasefire(one: Standings, other: Standings): boolean {
  return (
    one.hostilities === other.hostilities &&
    one.arrangements.length === other.arrangements.length &&
    one.arrangements.every(
      ({ id, standing }, index) =>
        other.arrangements[index]?.id === id && other.arrangements[index].standing === standing,
    )
  );
}

function createDisputeRenderer(): (contest: Contest, keeps: boolean) => Dispute | undefined {
  const views = new WeakMap<object, { resolution: Contest['resolution']; view?: Dispute }>();
  return ({ id, state, resolution }, keeps) => {
    if (!keeps) return disputeBoard(id, state, resolution);
    const known = views.get(state);
    if (known?.resolution === resolution && known?.view !== undefined) return known.view;
    const view = disputeBoard(id, state, resolution);
    views.set(state, { resolution, ...(view && { view }) });
    return view;
  };
}
