import type { Circumstances, Resolutions } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import { type Cause, changed, joined, supported } from '../folding/history.ts';
import { type DeploymentClaim, type DeploymentState, statusOf } from './deployment-state.ts';

/** The deployment after a party claimed or denied it. Once its subject is resolved, claims move nothing more. */
export function claimed(
  state: DeploymentState,
  { id, kind, claim, startMs }: Happening,
  { at, resolutions }: Circumstances,
): DeploymentState {
  if (claim === null) return state;
  const { by, subject } = claim;
  const resolution = resolutions.get(subject);
  if (resolution !== undefined && resolution.at <= at) return state;
  const stance = kind === 'DeploymentClaimed' ? 'asserts' : 'denies';
  const others = state.claims.filter((each) => each.by !== by || each.stance !== stance);
  const claims = [{ by, subject, stance, development: id, at } as const, ...others];
  const because = joined(
    [id],
    claims.map(({ development }) => development),
  );
  return weighed({ ...state, claims }, { at, earliest: Math.min(startMs, at), because });
}

/** The deployment after an editor's judgements up to `toMs`: each ends the claims on its subject. */
export function settled(
  state: DeploymentState,
  toMs: number,
  resolutions: Resolutions,
): DeploymentState {
  if (state.claims.length === 0 || resolutions.size === 0) return state;
  const due = [...new Set(state.claims.map(({ subject }) => subject))]
    .flatMap((subject) => {
      const resolution = resolutions.get(subject);
      return resolution !== undefined && resolution.at <= toMs ? [{ subject, resolution }] : [];
    })
    .sort((one, other) => one.resolution.at - other.resolution.at);
  return due.reduce((before, { subject, resolution }) => {
    const claims = before.claims.filter((claim) => claim.subject !== subject);
    const { at, earliest, basedOn } = resolution;
    return weighed({ ...before, claims }, { at, earliest, because: basedOn });
  }, state);
}

const contestable: readonly string[] = ['NONE', 'CLAIMED', 'DISPUTED'];

/** The status that claims alone give: it stands only where nothing more certain is known. */
function weighed(state: DeploymentState, cause: Cause): DeploymentState {
  const before = statusOf(state);
  if (!contestable.includes(before)) return state;
  const status = standing(state.claims);
  if (status === before) return { ...state, history: supported(state.history, cause) };
  return { ...state, history: changed(state.history, { status, initial: 'NONE', cause }) };
}

function standing(claims: readonly DeploymentClaim[]): 'NONE' | 'CLAIMED' | 'DISPUTED' {
  const asserted = claims.filter(({ stance }) => stance === 'asserts');
  if (asserted.length === 0) return 'NONE';
  const denied = claims.filter(({ stance }) => stance === 'denies');
  const contested = asserted.some(({ by }) => denied.some((denial) => denial.by !== by));
  return contested ? 'DISPUTED' : 'CLAIMED';
}
