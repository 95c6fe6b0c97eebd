import type { Dispute, DisputeClaim } from '../boards.ts';
import type { Resolution } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import { foldOrder } from '../folding/order.ts';
import { instantOrNull } from '../folding/rendering.ts';
import { type ClaimRecord, type ContestState, mostOfSide } from './dispute-fold.ts';

/** A contested subject, or undefined while different parties do not assert and deny it. `resolution` counts only by `atMs`. */
export function disputeBoard(
  subject: string,
  state: ContestState,
  resolution: Resolution | undefined,
): Dispute | undefined {
  const { open } = state;
  if (open === null) return undefined;
  const stated = claimsOf(state);
  if (resolution === undefined) {
    const since = instantOrNull(open.at);
    return { subject, status: 'OPEN', outcome: null, since, claims: stated, basedOn: [] };
  }
  const { outcome, basedOn } = resolution;
  const since = instantOrNull(Math.max(open.at, resolution.at));
  return { subject, status: 'RESOLVED', outcome, since, claims: stated, basedOn };
}

/** The newest few of each side, newest first: however often one side speaks, the other one is heard. */
function claimsOf({ asserts, denies }: ContestState): readonly DisputeClaim[] {
  return [...newestOf(asserts), ...newestOf(denies)]
    .sort((one, other) => foldOrder(other, one))
    .flatMap(({ id, claim }) =>
      claim === null ? [] : [{ by: claim.by, stance: claim.stance, development: id }],
    );
}

function newestOf(side: ClaimRecord | null): readonly Happening[] {
  const newest: Happening[] = [];
  for (let each = side; each !== null && newest.length < mostOfSide; each = each.older) {
    newest.push(each.claimed);
  }
  return newest;
}
