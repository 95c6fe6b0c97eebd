import type { Development, Source } from './development.ts';
import type { DevelopmentKind } from './kinds.ts';

/** The first event of a development's stream: its kind is the event's type. */
export interface DevelopmentReported {
  readonly type: DevelopmentKind;
  readonly data: Development;
}

/** A field of a development that an editor may correct. `id` and `sources` are not among them. */
export type Correctable = Omit<Development, 'id' | 'sources'>;

/** `null` removes an optional field (`claim`). */
export type Changes = { readonly [K in keyof Correctable]?: Correctable[K] | null };

/** Fields were replaced by others. */
export interface DevelopmentCorrected {
  readonly type: 'DevelopmentCorrected';
  readonly data: { readonly changes: Changes; readonly reason: string };
}

/** It was taken off the boards. */
export interface DevelopmentRetracted {
  readonly type: 'DevelopmentRetracted';
  readonly data: { readonly reason: string };
}

/** It is back as it was before its retraction. */
export interface DevelopmentReinstated {
  readonly type: 'DevelopmentReinstated';
  readonly data: { readonly reason: string };
}

/** It has one more source. */
export interface SourceAdded {
  readonly type: 'SourceAdded';
  readonly data: { readonly source: Source; readonly reason?: string };
}

/**
 * Several developments are one. The same event stands on the stream of `into` and on the stream of each of `from`,
 * appended together, so that every stream tells its own whole story; `absorbed` carries the sources over.
 */
export interface DevelopmentsMerged {
  readonly type: 'DevelopmentsMerged';
  readonly data: {
    readonly into: string;
    readonly from: readonly string[];
    readonly absorbed: readonly { readonly id: string; readonly sources: readonly Source[] }[];
    readonly reason: string;
  };
}

/** Undoes one merge, on every stream that the merge stands on. `undoes` is the merge's position on the stream of `into`. */
export interface DevelopmentsSplit {
  readonly type: 'DevelopmentsSplit';
  readonly data: {
    readonly undoes: number;
    readonly into: string;
    readonly from: readonly string[];
    readonly reason: string;
  };
}

/** Everything that can stand on the stream `development-<id>`. */
export type DevelopmentEvent =
  | DevelopmentReported
  | DevelopmentCorrected
  | DevelopmentRetracted
  | DevelopmentReinstated
  | SourceAdded
  | DevelopmentsMerged
  | DevelopmentsSplit;

/** The editors judged a dispute, and on which developments. */
export interface DisputeResolved {
  readonly type: 'DisputeResolved';
  readonly data: {
    readonly subject: string;
    readonly outcome: string;
    readonly basedOn: readonly string[];
    readonly reason: string;
  };
}

/** The judgement no longer counts. */
export interface DisputeReopened {
  readonly type: 'DisputeReopened';
  readonly data: { readonly subject: string; readonly reason: string };
}

/** Everything that can stand on the stream `dispute-<subject>`. */
export type DisputeEvent = DisputeResolved | DisputeReopened;
