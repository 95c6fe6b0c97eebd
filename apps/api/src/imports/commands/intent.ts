import type { DevelopmentCommand, DisputeCommand, MergeDevelopments } from '@ceasefire/domain';
import type { EventMeta } from '@ceasefire/event-store';

/** The ordinary command that a record stands for. */
export type ImportCommand =
  | { readonly type: 'development'; readonly id: string; readonly command: DevelopmentCommand }
  | { readonly type: 'dispute'; readonly command: DisputeCommand }
  /** `position` is that of the merge in the log that it comes from. */
  | { readonly type: 'merge'; readonly merge: MergeDevelopments; readonly position: number }
  /** `undoes` is a position in the log that it comes from. */
  | {
      readonly type: 'split';
      readonly into: string;
      readonly from: readonly string[];
      readonly undoes: number;
      readonly reason: string;
    };

/** A command with all that its events will carry. The same record always gives the same ids, so that a repeated import finds its events. */
export interface Intent {
  readonly line: number;
  readonly command: ImportCommand;
  /** UUIDs of its events, in the order in which they will stand. */
  readonly eventIds: readonly string[];
  readonly meta: EventMeta;
  /** Where the body of the command stands in the record. */
  readonly body: '' | '/data';
}
