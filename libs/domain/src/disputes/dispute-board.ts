import type { Dispute, DisputeClaim } from '../boards.ts';
import type { Resolution } from '../folding/fold.ts';
import { instantOrNull } from '../folding/rendering.ts';
import { type ClaimRecord, type ContestState, mostClaims } from './dispute-fold.ts';

/** A contested subject, or undefined while different parties do not assert and deny it. `resolution` counts only by `atMs`. */
export function disputeBoard(
  subject: string,
  { open, claims }: ContestState,
  resolution: Resolution | undefined,
): Dispute | undefined {
  if (open === null) return undefined;
  const stated = claimsOf(claims);
  if (resolution === undefined) {
    const since = instantOrNull(open.at);
    return { subject, status: 'OPEN', outcome: null, since, claims: stated, basedOn: [] };
  }
  const { outcome, basedOn } = resolution;
  const since = instantOrNull(Math.max(open.at, resolution.at));
  return { subject, status: 'RESOLVED', outcome, since, claims: stated, basedOn };
}

function claimsOf(newest: ClaimRecord | null): readonly DisputeClaim[] {
  const claims: DisputeClaim[] = [];
  for (let each = newest; each !== null && claims.length < mostClaims; each = each.older) {
    const { by, stance, development } = each;
    claims.push({ by, stance, development });
  }
  return claims;
}
