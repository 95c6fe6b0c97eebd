import type { Boards, Expectation, Moment, NegotiationBoard } from '../boards.ts';
import { ceasefireBoard } from '../ceasefire/ceasefire-board.ts';
import { arrangementFold } from '../ceasefire/arrangement-fold.ts';
import { hostilitiesFold } from '../ceasefire/hostilities-fold.ts';
import { deploymentBoard } from '../deployment/deployment-board.ts';
import { deploymentFold } from '../deployment/deployment-fold.ts';
import { sortOf } from '../development/rules/check-process.ts';
import { disputeBoard } from '../disputes/dispute-board.ts';
import { disputeFold } from '../disputes/dispute-fold.ts';
import type { DisputeFact, FactRevision } from '../facts/fact.ts';
import { alternatives, type Fold, type Resolution, stepOf } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import { foldOrder } from '../folding/order.ts';
import { prepare } from '../folding/prepare.ts';
import { negotiationBoard } from '../negotiation/negotiation-board.ts';
import { negotiationFold } from '../negotiation/negotiation-fold.ts';
import { definitions } from './developments.ts';

/** The boards by the plainest way: take what counts at the moment, sort it, fold all of it. Nothing is kept or shared. */
export function naiveBoards(revisions: readonly FactRevision[], moment: Moment): Boards {
  const { asOf, knownAt, position, now } = moment;
  const atMs = asOf ?? now;
  const held = revisions.filter(
    (each) =>
      (position === null ? each.supersededAt === null : each.position <= position) &&
      (position === null || each.supersededAt === null || each.supersededAt > position),
  );
  const counted = happeningsOf(held).filter(
    ({ status, knownFromMs }) => status === 'active' && knownFromMs <= (knownAt ?? Infinity),
  );
  const resolutions = resolutionsOf(held, counted);
  const stand = <State>(fold: Fold<State>, test: (each: Happening) => boolean) => {
    const sorted = counted.filter(test).sort(foldOrder);
    const folded = sorted
      .filter(({ definiteMs }) => definiteMs <= atMs)
      .reduce(stepOf(fold, resolutions), fold.initial);
    const state = fold.advance(folded, atMs, resolutions);
    const possible = sorted.filter(
      (each) => each.moves && each.startMs <= atMs && each.definiteMs > atMs,
    );
    return {
      state,
      possible,
      options: () => alternatives(fold, { state, possible }, { at: atMs, resolutions }),
    };
  };
  const of = (kind: string) => definitions.filter((each) => each.kind === kind);
  const belongs = (id: string) => (each: Happening) =>
    each.process === id && !each.kind.startsWith('Hostilities');
  const subjects = [...new Set(counted.flatMap(({ claim }) => claim?.subject ?? []))].sort();
  return {
    ceasefire: ceasefireBoard(
      of('arrangement').map(({ id }) => ({ id, standing: stand(arrangementFold, belongs(id)) })),
      stand(hostilitiesFold, ({ kind }) => kind.startsWith('Hostilities')).state,
    ),
    deployments: of('deployment').map(({ id, contributor }) =>
      deploymentBoard(id, stand(deploymentFold, belongs(id)), contributor),
    ),
    negotiations: of('negotiation').map(({ id }) =>
      unmissed(
        negotiationBoard(
          id,
          stand(negotiationFold, (each) => belongs(id)(each) && sortOf(each.kind) !== 'deployment'),
        ),
        knownAt,
      ),
    ),
    disputes: subjects.flatMap((id) => {
      const { state } = stand(disputeFold, ({ claim }) => claim?.subject === id);
      const resolution = resolutions.get(id);
      const counts = resolution !== undefined && resolution.at <= atMs;
      return disputeBoard(id, state, counts ? resolution : undefined) ?? [];
    }),
  };
}

/** Nobody knows at the end of a window yet that something was missed. */
function unmissed(board: NegotiationBoard, knownAt: number | null): NegotiationBoard {
  const tooSoon = ({ window }: Expectation) => knownAt !== null && Date.parse(window.to) >= knownAt;
  return {
    ...board,
    expectations: board.expectations.map((each) =>
      each.status === 'MISSED' && tooSoon(each) ? { ...each, status: 'PENDING' } : each,
    ),
  };
}

function happeningsOf(held: readonly FactRevision[]): readonly Happening[] {
  return held.flatMap(({ state, position, supersededAt }) =>
    state.fact === 'development' ? [prepare(state, { position, supersededAt })] : [],
  );
}

function resolutionsOf(
  held: readonly FactRevision[],
  counted: readonly Happening[],
): ReadonlyMap<string, Resolution> {
  const disputes = held.flatMap(({ state }) => (state.fact === 'dispute' ? [state] : []));
  const resolved = disputes.flatMap(({ subject, resolution }: DisputeFact) => {
    if (resolution === null) return [];
    const basis = counted.filter(({ id }) => resolution.basedOn.includes(id));
    const at = Math.max(...basis.map(({ definiteMs }) => definiteMs));
    if (basis.length < resolution.basedOn.length || at === Infinity) return [];
    const earliest = Math.min(at, Math.max(...basis.map(({ startMs }) => startMs)));
    return [[subject, { ...resolution, at, earliest }] as const];
  });
  return new Map(resolved);
}
