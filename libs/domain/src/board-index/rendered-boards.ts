import type { Boards, CeasefireBoard, Dispute, ProcessDefinition } from '../boards.ts';
import { arrangementBoard, ceasefireBoard } from '../ceasefire/ceasefire-board.ts';
import { deploymentBoard } from '../deployment/deployment-board.ts';
import { disputeBoard } from '../disputes/dispute-board.ts';
import { negotiationBoard } from '../negotiation/negotiation-board.ts';
import type { Contest, Standings } from './standings.ts';

/** Writes the boards of standings some of which will be written again. */
export type Renderer = (standings: Standings) => Boards;

/** Writes the boards; what stands as it did before is not written anew. */
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
  return (standings) => ({
    ceasefire: ceasefire(standings),
    deployments: standings.deployments.map(deployment),
    negotiations: standings.negotiations.map(negotiation),
    disputes: standings.contests.flatMap((contest) => dispute(contest) ?? []),
  });
}

/** Keeps the view of a standing for as long as the standing itself is kept. */
function remembering<Process extends { readonly standing: object }, View>(
  render: (process: Process) => View,
): (process: Process) => View {
  const views = new WeakMap<object, View>();
  return (process) => {
    const known = views.get(process.standing);
    if (known !== undefined) return known;
    const view = render(process);
    views.set(process.standing, view);
    return view;
  };
}

function createCeasefireRenderer(): (standings: Standings) => CeasefireBoard {
  const arrangement = remembering(arrangementBoard);
  let last: { readonly standings: Standings; readonly board: CeasefireBoard } | null = null;
  return (standings) => {
    if (last !== null && sameCeasefire(last.standings, standings)) return last.board;
    const { arrangements, hostilities } = standings;
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

function createDisputeRenderer(): (contest: Contest) => Dispute | undefined {
  const views = new WeakMap<object, { resolution: Contest['resolution']; view?: Dispute }>();
  return ({ id, state, resolution }) => {
    const known = views.get(state);
    if (known?.resolution === resolution && known?.view !== undefined) return known.view;
    const view = disputeBoard(id, state, resolution);
    views.set(state, { resolution, ...(view && { view }) });
    return view;
  };
}
