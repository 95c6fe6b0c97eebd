import type { Details } from '../development/details.ts';
import type { ActorRole, Certainty, Claim, Modality } from '../development/development.ts';
import type { DevelopmentKind } from '../development/kinds.ts';
import type { DevelopmentState } from '../development/state.ts';

/** When a source was published (epoch ms, a date being the end of its day) and whom it goes back to. */
export interface Published {
  readonly at: number;
  readonly root: string;
}

/** The sources that one merge brought in. `position` is that of the merge on the stream of the development. */
export interface AbsorbedPublications {
  readonly position: number;
  readonly id: string;
  readonly published: readonly Published[];
}

/** The details that a board or a list of names reads. */
export type FactDetails = Pick<
  Details,
  | 'effectiveAt'
  | 'parties'
  | 'mediators'
  | 'accuser'
  | 'accused'
  | 'contributor'
  | 'tasks'
  | 'strength'
  | 'round'
  | 'party'
  | 'issue'
  | 'position'
  | 'window'
  | 'expects'
  | 'issues'
  | 'disputed'
  | 'place'
  | 'founds'
>;

/** What a board needs of a development, corrections, retraction and merges applied. JSON-safe. */
export interface DevelopmentFact {
  readonly fact: 'development';
  readonly id: string;
  readonly kind: DevelopmentKind;
  readonly status: DevelopmentState['status'];
  /** Epoch milliseconds; `null` is an open start, or never definite. */
  readonly startMs: number | null;
  readonly definiteMs: number | null;
  /** True where the thing is so at the end of its interval (`standing`, `as-of`), and did not just happen within it. */
  readonly lasting: boolean;
  readonly certainty: Certainty;
  readonly modality: Modality;
  readonly process: string | null;
  readonly actors: readonly ActorRole[];
  readonly claim: Claim | null;
  readonly details: FactDetails;
  readonly published: readonly Published[];
  readonly absorbed: readonly AbsorbedPublications[];
}

/** What an editor has judged about a contested subject. JSON-safe. */
export interface DisputeFact {
  readonly fact: 'dispute';
  readonly subject: string;
  readonly resolution: { readonly outcome: string; readonly basedOn: readonly string[] } | null;
}

/** The state of one key of the `boards` projection. */
export type Fact = DevelopmentFact | DisputeFact;

/** A fact over the log positions `position` ≤ p < `supersededAt`; `null`: it still holds. */
export interface FactRevision {
  readonly key: string;
  readonly position: number;
  readonly supersededAt: number | null;
  readonly state: Fact;
}
