import type { Details } from './details.ts';
import type { DevelopmentKind } from './kinds.ts';

/** How the time of a development was given by its sources. */
export type Precision =
  | 'minute'
  | 'day'
  | 'night'
  | 'interval'
  | 'before'
  | 'after'
  | 'window'
  | 'year'
  | 'standing'
  | 'as-of';

/** Whether the time stands in the source, was worked out from it, or is an editor's inference. */
export type Certainty = 'text' | 'derived' | 'inference';

/** Whether a report says that a thing is so, was so, will be so, might be so, or is not so. */
export type Modality = 'actual' | 'historical' | 'future' | 'hypothetical' | 'negation';

/**
 * Valid time: when something happened, as far as its sources say.
 *
 * `from` and `to` are RFC 3339 UTC instants (`2020-10-10T08:00Z`) or UTC dates (`2020-10-10`). A date
 * is the whole day, and `to` is inclusive; `null` is an open end. At least one of the two is given.
 */
export interface Occurred {
  readonly from: string | null;
  readonly to: string | null;
  readonly precision: Precision;
  /** `assumed` where the source gave a clock time without a zone. */
  readonly zone?: 'stated' | 'assumed';
  readonly certainty: Certainty;
}

/** An actor of the situation, and the part it played. */
export interface ActorRole {
  readonly id: string;
  /** What the actor does in this development, e.g. `speaker`, `party`, `mediator`, `accuser`. */
  readonly role: string;
}

/** One document that reports a development. `attributionChain` runs from the root to the outlet. */
export interface Source {
  readonly outlet: string;
  readonly title: string;
  readonly url?: string;
  /** RFC 3339 UTC instant or UTC date. A date means the end of that day. */
  readonly publishedAt: string;
  readonly attributionChain: readonly string[];
  readonly anonymous: boolean;
  /** BCP 47 language tag of the original, where the document is a translation. */
  readonly translatedFrom?: string;
  /** Id of the report in the situation's list, where it has one. */
  readonly report?: string;
}

/** A stance on a contested subject. It opens disputes and fills positions; it never moves a board. */
export interface Claim {
  readonly subject: string;
  readonly stance: 'asserts' | 'denies';
  /** The party whose stance it is: an actor id. */
  readonly by: string;
}

/** What the coding schemes of event data call it: CAMEO, PLOVER and ACLED. */
export interface Codes {
  readonly cameo?: string;
  readonly plover?: string;
  readonly acled?: string;
}

/** One thing that a report says happened, was said, or is the case. */
export interface Development {
  readonly id: string;
  readonly kind: DevelopmentKind;
  readonly summary: string;
  readonly occurred: Occurred;
  readonly modality: Modality;
  /** The arrangement, deployment or negotiation that the development belongs to. */
  readonly process: string | null;
  readonly actors: readonly ActorRole[];
  readonly places: readonly string[];
  readonly sources: readonly Source[];
  readonly claim?: Claim;
  readonly codes: Codes;
  readonly details: Details;
}
