import type { Strength } from './development/details.ts';

/** RFC 3339 UTC instant with milliseconds, e.g. `2020-10-10T08:00:00.000Z`. */
export type Instant = string;

/** How far an arrangement of a ceasefire has come. */
export type ArrangementStatus =
  'PROPOSED' | 'THWARTED' | 'AGREED' | 'IN_FORCE' | 'VIOLATED' | 'COLLAPSED';
/** Whether there is a ceasefire, as the board says it. */
export type CeasefireStatus = 'NO_CEASEFIRE' | 'PROPOSED' | 'AGREED' | 'IN_FORCE' | 'VIOLATED';
/** Whether there is fighting; unknown before any report of it. */
export type Hostilities = 'ONGOING' | 'CEASED' | 'UNKNOWN';
/** Whether peacekeepers of a contributor are there, or are said to be. */
export type DeploymentStatus =
  | 'NONE'
  | 'CLAIMED'
  | 'DISPUTED'
  | 'AUTHORISED'
  | 'DEPLOYING'
  | 'DEPLOYED'
  | 'WITHDRAWING'
  | 'WITHDRAWN';
/** How far talks have come; a stall and a breach stand beside the milestones. */
export type NegotiationStage =
  | 'NOT_STARTED'
  | 'PROPOSED'
  | 'DISCUSSED'
  | 'IN_TALKS'
  | 'TERMS_AGREED'
  | 'SIGNED'
  | 'OPERATING'
  | 'STALLED'
  | 'BROKEN_OFF';

/** How often one party accused another of breaking an arrangement. It moves no status. */
export interface Allegation {
  readonly accuser: string;
  readonly accused: string;
  readonly count: number;
  readonly since: Instant | null;
  readonly because: readonly string[];
}

/** One attempt at a ceasefire, whether it holds or is over. */
export interface Arrangement {
  readonly id: string;
  readonly status: ArrangementStatus;
  readonly possibly: readonly ArrangementStatus[];
  readonly since: Instant | null;
  readonly agreedAt: Instant | null;
  readonly effectiveAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly parties: readonly string[];
  readonly mediators: readonly string[];
  readonly allegations: readonly Allegation[];
  readonly because: readonly string[];
}

/**
 * The ceasefire: the status of the newest arrangement that is neither thwarted nor collapsed.
 * `since` is the instant from which it definitely has that status from that arrangement; `sinceEarliest` is the earliest at which
 * it may have begun.
 */
export interface CeasefireBoard {
  readonly status: CeasefireStatus;
  readonly possibly: readonly CeasefireStatus[];
  readonly arrangement: string | null;
  readonly since: Instant | null;
  readonly sinceEarliest: Instant | null;
  readonly hostilities: Hostilities;
  readonly hostilitiesSince: Instant | null;
  readonly hostilitiesBecause: readonly string[];
  /** The developments that put the board in its state, newest first. */
  readonly because: readonly string[];
  readonly arrangements: readonly Arrangement[];
}

/** A head count, when it was so, and the development that says it. */
export interface StrengthReading extends Strength {
  readonly asOf: Instant;
  readonly development: string;
}

/** The peacekeepers of one contributor. */
export interface DeploymentBoard {
  readonly id: string;
  readonly contributor: string | null;
  readonly status: DeploymentStatus;
  readonly possibly: readonly DeploymentStatus[];
  readonly since: Instant | null;
  readonly sinceEarliest: Instant | null;
  readonly strength: StrengthReading | null;
  /** Older figures, newest first; never added up. */
  readonly strengthHistory: readonly StrengthReading[];
  readonly tasks: readonly string[];
  readonly because: readonly string[];
}

/** The newest position of one party on an issue. */
export interface IssuePosition {
  readonly party: string;
  readonly position: string;
  readonly because: readonly string[];
}

/** A question of a negotiation, from the day on which it was raised. */
export interface Issue {
  readonly id: string;
  readonly status: 'OPEN' | 'DISPUTED' | 'SETTLED';
  readonly since: Instant | null;
  readonly positions: readonly IssuePosition[];
  readonly because: readonly string[];
}

/** What somebody expects of the talks, and by when; the clock alone can have it missed. */
export interface Expectation {
  readonly expects: string;
  readonly issues: readonly string[];
  readonly window: { readonly from: Instant; readonly to: Instant };
  readonly status: 'PENDING' | 'MET' | 'MISSED';
  readonly because: readonly string[];
}

/** One negotiation: its stage, who takes part, and the questions on its table. */
export interface NegotiationBoard {
  readonly id: string;
  readonly stage: NegotiationStage;
  readonly possibly: readonly NegotiationStage[];
  readonly since: Instant | null;
  readonly sinceEarliest: Instant | null;
  readonly agreedInPrinciple: 'yes' | 'no' | 'possibly';
  readonly roundsConcluded: number;
  readonly awaitingInstructions: readonly string[];
  readonly participants: readonly string[];
  readonly issues: readonly Issue[];
  readonly expectations: readonly Expectation[];
  readonly because: readonly string[];
}

/** One word of a party on a subject, and the development that holds it. */
export interface DisputeClaim {
  readonly by: string;
  readonly stance: 'asserts' | 'denies';
  readonly development: string;
}

/** A subject on which parties contradict each other, and the editors' judgement where there is one. */
export interface Dispute {
  readonly subject: string;
  readonly status: 'OPEN' | 'RESOLVED';
  readonly outcome: string | null;
  readonly since: Instant | null;
  readonly claims: readonly DisputeClaim[];
  /** What a resolution rests on. */
  readonly basedOn: readonly string[];
}

/** What is the case at one moment on the three clocks. */
export interface Boards {
  readonly ceasefire: CeasefireBoard;
  readonly deployments: readonly DeploymentBoard[];
  readonly negotiations: readonly NegotiationBoard[];
  readonly disputes: readonly Dispute[];
}

/** The part of a situation's data that the folds need: which processes exist before any event names one. */
export interface ProcessDefinition {
  readonly id: string;
  readonly kind: 'arrangement' | 'deployment' | 'negotiation';
  readonly contributor?: string;
  readonly issues?: readonly string[];
}

/** The moment asked for. All instants are epoch milliseconds; `null` is "no limit". */
export interface Moment {
  /** Valid time. `null` reads the present, which is `now`. */
  readonly asOf: number | null;
  /** Publication time. */
  readonly knownAt: number | null;
  /** Log position. */
  readonly position: number | null;
  /** The present, handed in by the caller. */
  readonly now: number;
}

/** One change of a status on the valid-time axis. */
export interface Transition {
  readonly at: Instant;
  readonly board:
    'ceasefire' | 'hostilities' | 'arrangement' | 'deployment' | 'negotiation' | 'dispute';
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly because: readonly string[];
}
