import type { DeploymentStatus } from '../boards.ts';
import { canMove } from '../development/kinds.ts';
import type { Circumstances, Fold, Kept } from '../folding/fold.ts';
import { linked, united } from '../folding/evidence.ts';
import type { Happening } from '../folding/happening.ts';
import {
  causeOf,
  changed,
  cutHistory,
  graftHistory,
  joined,
  supported,
  surelyAfter,
} from '../folding/history.ts';
import { claimed, settled } from './deployment-claims.ts';
import { type DeploymentState, mostStrengths, noDeployment, statusOf } from './deployment-state.ts';

/** What one deployment comes to. A newer head count replaces the older one; nothing is ever added up. */
export const deploymentFold: Fold<DeploymentState> = {
  initial: noDeployment,
  apply: (state, happening, circumstances) =>
    happening.moves
      ? apply(withDetails(state, happening, circumstances.at), happening, circumstances)
      : state,
  advance: settled,
  cut: (state) => ({
    ...state,
    history: cutHistory(state.history),
    contributor: null,
    strengths: null,
    tasks: [],
  }),
  graft,
  turns: ({ moves, kind }) => moves && kind !== 'DeploymentStrengthReported',
  latestChange: ({ history }) => history?.at ?? -Infinity,
  nextClock: () => Infinity,
};

function graft(afters: readonly DeploymentState[], before: Kept<DeploymentState>): DeploymentState {
  const all = [before.state, ...afters];
  return {
    ...(afters.at(-1) ?? before.state),
    history: graftHistory(afters, before),
    contributor: all.find(({ contributor }) => contributor !== null)?.contributor ?? null,
    strengths: linked(
      all.map(({ strengths }) => strengths),
      mostStrengths,
    ),
    tasks: united(all.map(({ tasks }) => tasks)),
  };
}

function apply(
  state: DeploymentState,
  happening: Happening,
  circumstances: Circumstances,
): DeploymentState {
  const { at } = circumstances;
  const { kind } = happening;
  if (!canMove(kind, 'deployment')) return state;
  switch (kind) {
    case 'DeploymentClaimed':
    case 'DeploymentDenied':
      return claimed(state, happening, circumstances);
    case 'DeploymentAuthorised':
      return move(state, happening, { at, to: 'AUTHORISED', from: uncertain });
    case 'DeploymentStarted':
      return move(state, happening, { at, to: 'DEPLOYING', from: [...uncertain, 'AUTHORISED'] });
    case 'DeploymentConfirmed':
      return move(state, happening, {
        at,
        to: 'DEPLOYED',
        from: [...uncertain, 'AUTHORISED', 'DEPLOYING'],
      });
    case 'DeploymentWithdrawalStarted':
      return move(state, happening, { at, to: 'WITHDRAWING', from: present });
    case 'DeploymentWithdrawn':
      return gone(
        move(state, happening, { at, to: 'WITHDRAWN', from: [...present, 'WITHDRAWING'] }),
      );
    case 'DeploymentAbsent':
      return absent(state, happening, at);
    case 'DeploymentStrengthReported':
      return state;
  }
}

const uncertain: readonly DeploymentStatus[] = ['NONE', 'CLAIMED', 'DISPUTED'];
const present: readonly DeploymentStatus[] = [...uncertain, 'AUTHORISED', 'DEPLOYING', 'DEPLOYED'];

interface Move {
  readonly at: number;
  readonly to: DeploymentStatus;
  readonly from: readonly DeploymentStatus[];
}

function move(
  state: DeploymentState,
  happening: Happening,
  { at, to, from }: Move,
): DeploymentState {
  const before = statusOf(state);
  if (before === to) return { ...state, history: supported(state.history, causeOf(happening, at)) };
  // Forces that leave or have left come back only by what surely came after that.
  const leaving = before === 'WITHDRAWING' || before === 'WITHDRAWN';
  const returns = leaving && to !== 'WITHDRAWING' && surelyAfter(happening, state.history);
  if (!from.includes(before) && !returns) return state;
  const change = { status: to, initial: 'NONE', cause: causeOf(happening, at) } as const;
  return { ...state, claims: [], present: true, history: changed(state.history, change) };
}

function gone(state: DeploymentState): DeploymentState {
  return statusOf(state) === 'WITHDRAWN' ? { ...state, present: false } : state;
}

function absent(state: DeploymentState, happening: Happening, at: number): DeploymentState {
  const { id } = happening;
  const before = statusOf(state);
  if (before === 'WITHDRAWN' || (before === 'NONE' && state.history !== null)) {
    return {
      ...state,
      claims: [],
      present: false,
      history: supported(state.history, causeOf(happening, at)),
    };
  }
  if (state.history === null) {
    return { ...state, claims: [], absences: joined([id], state.absences) };
  }
  const change = { status: 'NONE', initial: 'NONE', cause: causeOf(happening, at) } as const;
  return { ...state, claims: [], present: false, history: changed(state.history, change) };
}

function withDetails(
  state: DeploymentState,
  { id, kind, details }: Happening,
  at: number,
): DeploymentState {
  const { contributor, strength, tasks } = details;
  if (contributor === undefined && strength === undefined && tasks === undefined) return state;
  const added = (tasks ?? []).filter((task) => !state.tasks.includes(task));
  return {
    ...state,
    contributor: state.contributor ?? contributor ?? null,
    ...(added.length > 0 && { tasks: [...state.tasks, ...new Set(added)] }),
    ...(strength && {
      strengths: { strength, at, development: id, older: state.strengths },
      present: state.present || kind === 'DeploymentStrengthReported',
    }),
  };
}
