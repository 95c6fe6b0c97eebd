import type { Details } from '../development/details.ts';
import type { ActorRole, Claim } from '../development/development.ts';
import { canMove, type DevelopmentKind } from '../development/kinds.ts';

/** What a stance is read from: the fields that a development and its fact share. */
interface Stated {
  readonly kind: DevelopmentKind;
  readonly claim?: Claim | null;
  readonly process: string | null;
  readonly actors: readonly ActorRole[];
  readonly details: Pick<Details, 'party' | 'contributor' | 'place'>;
}

const implied: Partial<Record<DevelopmentKind, Claim['stance']>> = {
  DeploymentClaimed: 'asserts',
  DeploymentDenied: 'denies',
  TerritorialControlClaimed: 'asserts',
  TerritorialControlDenied: 'denies',
};

/** The stance that a development takes: the one it states, else the one that lies in its kind; `null`: none. */
export function stanceOf({ kind, claim, process, actors, details }: Stated): Claim | null {
  if (claim !== null && claim !== undefined) return claim;
  const stance = implied[kind];
  const by = details.party ?? actors[0]?.id ?? details.contributor;
  if (stance === undefined || by === undefined) return null;
  if (canMove(kind, 'deployment'))
    return process === null ? null : { subject: process, stance, by };
  const { place } = details;
  return place === undefined ? null : { subject: `${place}-control`, stance, by };
}
