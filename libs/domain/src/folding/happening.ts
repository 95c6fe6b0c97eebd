import type { ActorRole, Claim } from '../development/development.ts';
import type { DevelopmentKind } from '../development/kinds.ts';
import type { DevelopmentState } from '../development/state.ts';
import type { FactDetails } from '../facts/fact.ts';

/** One revision of a fact, ready to be folded: open ends are infinite, times are epoch milliseconds. */
export interface Happening {
  readonly id: string;
  readonly kind: DevelopmentKind;
  readonly startMs: number;
  readonly definiteMs: number;
  readonly lasting: boolean;
  /** 0 is the least sure: inference, then derived, then text. */
  readonly sureness: number;
  /** Whether its modality lets it move a board. */
  readonly moves: boolean;
  readonly process: string | null;
  readonly actors: readonly ActorRole[];
  /** The stance that it takes, said or implied by its kind. */
  readonly claim: Claim | null;
  readonly details: FactDetails;
  /** When the first of its sources was published. */
  readonly knownFromMs: number;
  /** It holds over the log positions `position` ≤ p < `supersededAt`; infinite: it still does. */
  readonly position: number;
  supersededAt: number;
  /** While it is retracted or merged into another it counts for nothing. */
  readonly status: DevelopmentState['status'];
}
